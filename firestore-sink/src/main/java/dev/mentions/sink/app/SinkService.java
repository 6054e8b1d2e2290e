package dev.mentions.sink.app;

import static java.util.Objects.requireNonNull;

import dev.mentions.service.Health;
import dev.mentions.service.Service;
import dev.mentions.service.Telemetry;
import dev.mentions.sink.config.SinkConfig;
import dev.mentions.sink.consume.SinkLoop;
import dev.mentions.sink.consume.SinkMetrics;
import dev.mentions.sink.store.CountStore;
import dev.mentions.sink.store.FirestoreCountStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The sink: reads the counts topic of a generation and keeps its counts in Firestore, exactly once. */
public final class SinkService implements Service {

    /** Flushing and leaving the group take 19 s at most; what is not done then is done after the next start. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final SinkConfig config;
    private final Telemetry telemetry;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private volatile @Nullable Running running;

    /** What exists between start and close. */
    private record Running(CountStore store, SinkLoop loop, Thread thread) {}

    public SinkService(SinkConfig config, Telemetry telemetry) {
        this.config = requireNonNull(config, "config");
        this.telemetry = requireNonNull(telemetry, "telemetry");
    }

    /** Begins to read, as soon as the counts topic exists. */
    @Override
    public void start() throws IOException {
        CountStore store = FirestoreCountStore.connect(config);
        SinkLoop loop;
        try {
            loop = new SinkLoop(config, store, new SinkMetrics(telemetry.metrics()), telemetry.tracer());
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        loop.failure().whenComplete((nothing, error) -> failure.completeExceptionally(requireNonNull(error)));
        Thread thread = new Thread(loop, "sink-loop");
        running = new Running(store, loop, thread);
        thread.start();
    }

    @Override
    public Health health() {
        Running now = running;
        return now == null ? new Health(true, false, Map.of()) : now.loop().health();
    }

    @Override
    public CompletionStage<Void> failure() {
        return failure;
    }

    @Override
    public synchronized void close() {
        Running now = running;
        if (now == null) {
            return;
        }
        now.loop().stop();
        try {
            now.thread().join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        now.store().close();
        running = null;
    }
}
