package dev.mentions.sink.consume;

import dev.mentions.sink.plan.SourceLog;
import java.util.concurrent.CompletionStage;

/** What Kafka says of the partitions of the counts topic, now. */
interface SourceLogs {

    /** Asks for one partition; completes on any thread, exceptionally when Kafka cannot be asked. */
    CompletionStage<SourceLog> find(int partition);
}
