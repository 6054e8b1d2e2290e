package dev.mentions.cli.pipeline;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/** Waits until everything a pipeline has accepted is applied in Firestore. */
public final class Drain {

    private static final long POLL_MILLIS = 50;

    private Drain() {}

    /**
     * Returns once nothing is left to do.
     *
     * @param progress told the lag, in records over all stages, each time it is looked at
     * @throws TimeoutException when something is still left after {@code limit}
     */
    public static void await(PipelineLag lag, Duration limit, LongConsumer progress)
            throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            long left = PipelineLag.total(lag.stages());
            progress.accept(left);
            if (left == 0) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(left + " records are not applied after " + limit.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }
}
