package dev.mentions.streams.config;

import java.util.Locale;

/** How instances share the partitions. */
public enum GroupProtocol {
    /** With static membership: an instance that comes back within the session timeout keeps its partitions. */
    CLASSIC,
    /** The broker assigns (KIP-1071). It has no static membership yet, and its timeouts are the broker's. */
    STREAMS;

    /** Returns the value of Kafka's {@code group.protocol}. */
    public String property() {
        return name().toLowerCase(Locale.ROOT);
    }
}
