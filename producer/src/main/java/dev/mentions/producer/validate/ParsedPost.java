package dev.mentions.producer.validate;

/** What reading a post gives: its fields as they were sent, or the reason to refuse it. */
public sealed interface ParsedPost permits PostDraft, Refused {}
