package dev.mentions.generations.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** A place in the log of posts, as a person gives it. */
public sealed interface LogPosition {

    /** How a person writes one. */
    String SYNTAX = "'earliest', 'latest', a date or a moment such as 2026-11-20 or 2026-11-20T09:30:00Z (UTC, by the"
            + " acceptance of posts), or an offset for each partition such as 0:1200,1:1180";

    /** How long the brokers may take to answer. */
    long LIMIT_SECONDS = 30;

    /**
     * Returns the offset in each partition of a topic.
     *
     * @throws IllegalArgumentException when it is not in the topic
     */
    Map<Integer, Long> in(Admin admin, String topic) throws InterruptedException, ExecutionException, TimeoutException;

    /** Before everything. */
    record Earliest() implements LogPosition {

        @Override
        public Map<Integer, Long> in(Admin admin, String topic)
                throws InterruptedException, ExecutionException, TimeoutException {
            return look(admin, topic, OffsetSpec.earliest());
        }
    }

    /** After everything that is there now. */
    record Latest() implements LogPosition {

        @Override
        public Map<Integer, Long> in(Admin admin, String topic)
                throws InterruptedException, ExecutionException, TimeoutException {
            return look(admin, topic, OffsetSpec.latest());
        }
    }

    /** Before the first post of each partition that was accepted then or later. */
    record At(Instant moment) implements LogPosition {

        @Override
        public Map<Integer, Long> in(Admin admin, String topic)
                throws InterruptedException, ExecutionException, TimeoutException {
            Map<Integer, Long> ends = look(admin, topic, OffsetSpec.latest());
            Map<Integer, Long> offsets = look(admin, topic, OffsetSpec.forTimestamp(moment.toEpochMilli()));
            // Where nothing was accepted then or later it is the end.
            offsets.replaceAll((partition, offset) -> offset < 0 ? ends.get(partition) : offset);
            return offsets;
        }
    }

    /** Before these offsets. */
    record Offsets(Map<Integer, Long> byPartition) implements LogPosition {

        public Offsets {
            byPartition = Map.copyOf(byPartition);
        }

        @Override
        public Map<Integer, Long> in(Admin admin, String topic)
                throws InterruptedException, ExecutionException, TimeoutException {
            Map<Integer, Long> begins = look(admin, topic, OffsetSpec.earliest());
            Map<Integer, Long> ends = look(admin, topic, OffsetSpec.latest());
            if (!byPartition.keySet().equals(ends.keySet())) {
                throw new IllegalArgumentException(topic + " has partitions " + new TreeSet<>(ends.keySet())
                        + ": give an offset for each of them");
            }
            byPartition.forEach((partition, offset) -> {
                if (offset < begins.get(partition) || offset > ends.get(partition)) {
                    throw new IllegalArgumentException("partition " + partition + " of " + topic + " has the offsets "
                            + begins.get(partition) + " to " + ends.get(partition) + ", not " + offset);
                }
            });
            return byPartition;
        }
    }

    /**
     * Reads what a person wrote.
     *
     * @throws IllegalArgumentException when it is nothing of {@link #SYNTAX}; the message says so
     */
    static LogPosition parse(String text) {
        if (text.equalsIgnoreCase("earliest")) {
            return new Earliest();
        }
        if (text.equalsIgnoreCase("latest")) {
            return new Latest();
        }
        if (text.matches("\\d+:\\d+(,\\d+:\\d+)*")) {
            Map<Integer, Long> offsets = new HashMap<>();
            try {
                for (String entry : text.split(",")) {
                    String[] pair = entry.split(":");
                    if (offsets.put(Integer.valueOf(pair[0]), Long.valueOf(pair[1])) != null) {
                        throw new IllegalArgumentException("'" + text + "' has two offsets for partition " + pair[0]);
                    }
                }
                return new Offsets(offsets);
            } catch (NumberFormatException e) {
                throw unreadable(text, e);
            }
        }
        try {
            return new At(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException e) {
            throw unreadable(text, e);
        }
    }

    private static IllegalArgumentException unreadable(String text, Exception cause) {
        return new IllegalArgumentException("'" + text + "' is not " + SYNTAX, cause);
    }

    private static Map<Integer, Long> look(Admin admin, String topic, OffsetSpec where)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                .get(topic)
                .partitions()
                .forEach(info -> partitions.put(new TopicPartition(topic, info.partition()), where));
        Map<Integer, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> found : admin.listOffsets(partitions)
                .all()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                .entrySet()) {
            offsets.put(found.getKey().partition(), found.getValue().offset());
        }
        return offsets;
    }
}
