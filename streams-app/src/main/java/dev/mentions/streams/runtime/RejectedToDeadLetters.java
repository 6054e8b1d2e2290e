package dev.mentions.streams.runtime;

import dev.mentions.streams.topology.RejectedRecordException;
import dev.mentions.streams.topology.StreamsAppMetrics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where poison is told from everything else: a {@link RejectedRecordException} sends its record to the dead letters and
 * the next one is processed. Any other exception is a broker, a disk or a bug, and going on would lose counts: it fails
 * the transaction and the thread.
 */
public final class RejectedToDeadLetters implements ProcessingExceptionHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(RejectedToDeadLetters.class);

    private @Nullable DeadLetters deadLetters;
    private @Nullable StreamsAppMetrics metrics;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = new DeadLetters(configs);
        metrics = (StreamsAppMetrics) configs.get(StreamsProperties.METRICS);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (!(exception instanceof RejectedRecordException rejected)) {
            return Response.fail(List.of());
        }
        metrics.rejected(rejected.reason());
        LOGGER.atWarn()
                .addKeyValue("topicName", context.topic())
                .addKeyValue("partition", context.partition())
                .addKeyValue("offset", context.offset())
                .addKeyValue("reason", rejected.getMessage())
                .addKeyValue("cause", DeadLetters.rootOf(exception).getClass().getName())
                .log("Rejected a record that cannot be processed");
        return Response.resume(deadLetters.letter(context, exception));
    }
}
