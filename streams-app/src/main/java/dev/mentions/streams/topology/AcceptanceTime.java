package dev.mentions.streams.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** The stream's time when extracting: the moment a post was accepted. */
final class AcceptanceTime implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> post, long partitionTime) {
        // A writer of its own kind may leave the timestamp out, which is -1, and Streams would skip the post unseen.
        return post.timestamp() >= 0 ? post.timestamp() : Math.max(partitionTime, 0);
    }
}
