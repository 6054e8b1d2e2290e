package dev.mentions.producer.validate;

/** What the rules say of a post. */
public sealed interface Verdict permits Accepted, Refused {}
