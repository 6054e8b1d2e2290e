package dev.mentions.streams.runtime;

import dev.mentions.streams.topology.RejectionReason;
import dev.mentions.streams.topology.StreamsAppMetrics;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bytes that are no record of the topic go to the dead letters, and the next record is read. */
public final class UnreadableToDeadLetters implements DeserializationExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(UnreadableToDeadLetters.class);

    private @Nullable DeadLetters deadLetters;
    private @Nullable StreamsAppMetrics metrics;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = new DeadLetters(configs);
        metrics = (StreamsAppMetrics) configs.get(StreamsProperties.METRICS);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> unreadable, Exception exception) {
        metrics.rejected(RejectionReason.UNREADABLE);
        LOGGER.atWarn()
                .addKeyValue("topicName", unreadable.topic())
                .addKeyValue("partition", unreadable.partition())
                .addKeyValue("offset", unreadable.offset())
                .addKeyValue("cause", DeadLetters.rootOf(exception).getClass().getName())
                .log("Rejected a record that cannot be read");
        return Response.resume(deadLetters.letter(context, exception));
    }
}
