package dev.mentions.producer.publish;

/** What became of a post that was handed to Kafka. */
public enum PublishOutcome {
    /** The broker has acknowledged it. */
    STORED,
    /** It was not handed over and is not stored. */
    UNAVAILABLE,
    /** No acknowledgement came; it may be stored or not. */
    UNKNOWN,
    /** The broker takes no record of that size. */
    TOO_LARGE
}
