package dev.mentions.cli.command;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.pipeline.BehindException;
import dev.mentions.cli.pipeline.Drain;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.generations.progress.PipelineLag;
import dev.mentions.generations.registry.Replay;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows how far a replay is: posts done of those that are there, the rate and what is left. For one thread. */
final class ReplayProgress implements AutoCloseable {

    /** Posts that arrive while the last of the old ones are counted take a while too; this is what is near enough. */
    private static final Duration NEAR = Duration.ofSeconds(10);

    private static final long LOOK_SECONDS = 5;
    private static final Duration LIMIT = Duration.ofDays(365);

    private final Replay replay;
    private final PipelineLag lag;
    private final PrintWriter err;
    private @Nullable ProgressBar bar;

    ReplayProgress(Replay replay, PipelineAddress address, Firestore firestore, String sink, PrintWriter err)
            throws InterruptedException, ExecutionException {
        this.replay = replay;
        this.lag = address.lag(firestore, sink, replay.generation());
        this.err = err;
    }

    /**
     * Returns once everything is counted but what has arrived in the last seconds.
     *
     * @param failure of what counts; thrown as the cause of an {@link ExecutionException}
     */
    void awaitCaughtUp(CompletionStage<Void> failure) throws Exception {
        bar = ProgressBars.show(
                new ProgressBarBuilder()
                        .setTaskName("replay")
                        .setInitialMax(-1)
                        .setUnit(replay.isRecount() ? " mentions" : " posts", 1)
                        .showSpeed(),
                err);
        unlessFailed(failure, () -> {
            long start;
            do {
                start = System.nanoTime();
                Drain.await(lag, LIMIT, this::show);
            } while (System.nanoTime() - start > NEAR.toNanos());
        });
        endBar();
    }

    private void endBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    /** Shows the lag now and then, until what counts fails or this thread is interrupted. */
    void follow(CompletionStage<Void> failure) throws Exception {
        unlessFailed(failure, () -> {
            while (true) {
                TimeUnit.SECONDS.sleep(LOOK_SECONDS);
                long left = PipelineLag.total(lag.stages());
                if (left > 0) {
                    err.printf(Locale.ROOT, "replay: %,d records behind%n", left);
                }
            }
        });
    }

    private void show(PipelineLag.Stage stage) {
        if (stage.name().equals(replay.isRecount() ? "count" : "extract")) {
            long total = Math.max(0, stage.end() - begin());
            bar.maxHint(total);
            bar.stepTo(total - stage.records());
            bar.setExtraMessage(String.format(Locale.ROOT, " %,d to go", stage.records()));
        } else {
            bar.setExtraMessage(String.format(Locale.ROOT, " %s: %,d records left", stage.name(), stage.records()));
        }
    }

    /** Returns the sum of the offsets it began at; what is not counted of the mentions topic is never deleted from it. */
    private long begin() {
        return replay.isRecount()
                ? 0
                : replay.from().values().stream().mapToLong(Long::longValue).sum();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException, ExecutionException, TimeoutException, BehindException;
    }

    /** Does it, unless what it waits for has failed: then it ends at once with that failure. */
    private static void unlessFailed(CompletionStage<Void> failure, Work work) throws Exception {
        Thread waiting = Thread.currentThread();
        AtomicReference<Throwable> cause = new AtomicReference<>();
        failure.whenComplete((nothing, error) -> {
            cause.set(error);
            waiting.interrupt();
        });
        try {
            work.run();
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            if (cause.get() != null) {
                throw new ExecutionException(cause.get());
            }
            throw e;
        }
    }

    @Override
    public void close() {
        endBar();
        lag.close();
    }
}
