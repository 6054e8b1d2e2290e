package dev.mentions.sink.consume;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;

/** A record of the counts topic as the sink sees it. */
sealed interface SourceRecord {

    long offset();

    /** Returns when the broker took it, in milliseconds since 1970. */
    long timestamp();

    /**
     * One that can be counted.
     *
     * @param origin of the latest post in it
     */
    record Delta(long offset, long timestamp, PostOrigin origin, CountKey key, CountUpdate update)
            implements SourceRecord {}

    /** One that cannot. */
    record Unreadable(long offset, long timestamp, String reason) implements SourceRecord {}
}
