package dev.mentions.cli.pipeline;

import dev.mentions.generations.progress.PipelineLag;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Waits until everything a pipeline has accepted is applied in Firestore. */
public final class Drain {

    private static final long POLL_MILLIS = 50;

    private Drain() {}

    /**
     * Returns once everything that was accepted before the call is applied, whatever is accepted meanwhile: each stage
     * has then read to where its topic ended when the stage before it had.
     *
     * @param progress told what a stage has left, each time it is looked at, one stage after another
     * @throws BehindException when something is still left after {@code limit}
     * @throws TimeoutException when Kafka does not answer
     */
    public static void await(PipelineLag lag, Duration limit, Consumer<PipelineLag.Stage> progress)
            throws InterruptedException, ExecutionException, TimeoutException, BehindException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (PipelineLag.Reader reader : lag.readers()) {
            Map<TopicPartition, Long> ends = reader.ends();
            PipelineLag.Stage left = reader.behind(ends);
            progress.accept(left);
            while (left.records() > 0) {
                if (System.nanoTime() > deadline) {
                    throw new BehindException(left, limit);
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                left = reader.behind(ends);
                progress.accept(left);
            }
        }
    }
}
