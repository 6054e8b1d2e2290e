package dev.mentions.streams.topology;

/** Why a record went to the dead letters. */
public enum RejectionReason {
    /** Its bytes are no record of the topic. */
    UNREADABLE,
    /** It is no post to count. */
    INVALID_POST,
    /** It is no mention to count. */
    INVALID_MENTION,
    /** The extractor fails on the post. */
    EXTRACTOR_FAILED
}
