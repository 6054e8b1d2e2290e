package dev.mentions.sink.consume;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.TopicSpec;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads records of the counts topic. What cannot be read is told apart, never thrown. */
final class RecordDecoder {

    /** What Firestore's timestamps can hold, with room for the retention that is added. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("5000-01-01T00:00:00Z");

    private final String topic;
    private final Deserializer<CountKey> keys;
    private final Deserializer<CountUpdate> updates;

    RecordDecoder(TopicSpec<CountKey, CountUpdate> counts) {
        this.topic = counts.name();
        this.keys = counts.key().deserializer();
        this.updates = counts.value().deserializer();
    }

    SourceRecord decode(ConsumerRecord<byte[], byte[]> source) {
        try {
            CountKey key = keys.deserialize(topic, source.key());
            CountUpdate update = updates.deserialize(topic, source.value());
            if (key == null || update == null) {
                return unreadable(source, "no key or no value");
            }
            if (outOfRange(key.windowStart()) || outOfRange(update.windowEnd())) {
                return unreadable(source, "a window outside of the years 1 to 4999");
            }
            return new SourceRecord.Delta(
                    source.offset(), source.timestamp(), PostOrigin.of(source.headers()), key, update);
        } catch (SerializationException e) {
            return unreadable(source, String.valueOf(e.getMessage()));
        }
    }

    private static boolean outOfRange(Instant time) {
        return time.isBefore(EARLIEST) || !time.isBefore(LATEST);
    }

    private static SourceRecord unreadable(ConsumerRecord<byte[], byte[]> source, String reason) {
        return new SourceRecord.Unreadable(source.offset(), source.timestamp(), reason);
    }
}
