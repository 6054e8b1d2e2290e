package dev.mentions.sink.consume;

import dev.mentions.service.trace.RecordTracer;
import dev.mentions.sink.config.FlushConfig;
import dev.mentions.sink.store.CountStore;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What the partitions of a sink share.
 *
 * @param topic name of the counts topic, for messages
 * @param loop runs tasks on the loop's thread: where every completion is handled
 */
record SinkContext(
        String topic,
        CountStore store,
        SourceLogs logs,
        Executor loop,
        SinkClock clock,
        RandomGenerator random,
        FlushConfig flush,
        WriteBudget budget,
        SinkMetrics metrics,
        StoreHealth health,
        RecordTracer tracer) {}
