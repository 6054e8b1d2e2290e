package dev.mentions.streams.topology;

import dev.mentions.contract.Mention;
import dev.mentions.contract.Topics;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The stream's time when counting: the event's, at most {@link Topics#FUTURE_TOLERANCE} after the mention was written,
 * so that one mention of 2099 does not close the windows of everybody. An event before 1970 gives 0, for Streams takes
 * a negative time for a missing one and would skip the record unseen.
 */
final class MentionTime implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> written, long partitionTime) {
        if (!(written.value() instanceof Decoded.Value<?> decoded) || !(decoded.value() instanceof Mention mention)) {
            // A tombstone or rubbish tells of no event: its own timestamp must not move the stream's time to now.
            return Math.max(partitionTime, 0);
        }
        if (mention.eventTime().isBefore(Instant.EPOCH)) {
            return 0;
        }
        Instant latest = Instant.ofEpochMilli(Math.max(written.timestamp(), 0)).plus(Topics.FUTURE_TOLERANCE);
        return (mention.eventTime().isAfter(latest) ? latest : mention.eventTime()).toEpochMilli();
    }
}
