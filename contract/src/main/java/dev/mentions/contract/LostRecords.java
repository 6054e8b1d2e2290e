package dev.mentions.contract;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.common.TopicPartition;

/**
 * Offsets of a source topic that are gone although an application counts on them. Transaction markers take offsets too, so
 * there may be fewer records than offsets.
 *
 * @param first the first offset that is gone
 * @param last the last one
 */
public record LostRecords(TopicPartition partition, long first, long last, Kind kind) {

    /** Whether the application had read them. */
    public enum Kind {
        /** They were deleted first, by retention or by hand: no count has them. */
        UNREAD("were deleted before they were read"),
        /** The broker has cut them off its log: counts have them, and a replay would not. */
        READ("were read, and the broker has lost them since");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    public LostRecords {
        requireNonNull(partition, "partition");
        requireNonNull(kind, "kind");
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("not a range of offsets: " + first + " to " + last + " of " + partition);
        }
    }

    /** Returns how many offsets are gone. */
    public long offsets() {
        return last - first + 1;
    }

    /** Returns the offset at which the application can go on. */
    public long resumeAt() {
        return kind == Kind.UNREAD ? last + 1 : first;
    }

    /** Returns which offsets are gone and how, for a person. */
    public String describe() {
        return "offsets " + first + " to " + last + " of " + partition + " " + kind.text;
    }
}
