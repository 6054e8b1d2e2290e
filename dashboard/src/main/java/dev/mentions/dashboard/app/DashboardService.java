package dev.mentions.dashboard.app;

import static java.util.Objects.requireNonNull;

import com.google.cloud.firestore.Firestore;
import dev.mentions.dashboard.config.DashboardConfig;
import dev.mentions.dashboard.counts.Counts;
import dev.mentions.dashboard.events.Announcer;
import dev.mentions.dashboard.events.Viewers;
import dev.mentions.dashboard.feed.CatalogueFeed;
import dev.mentions.dashboard.http.DashboardFront;
import dev.mentions.dashboard.metrics.DashboardMetrics;
import dev.mentions.dashboard.pipeline.PipelineState;
import dev.mentions.dashboard.pipeline.PipelineWatch;
import dev.mentions.dashboard.store.CountStore;
import dev.mentions.dashboard.store.FirestoreClient;
import dev.mentions.dashboard.store.Follower;
import dev.mentions.dashboard.store.ReadBudget;
import dev.mentions.dashboard.store.ReadMeter;
import dev.mentions.service.Health;
import dev.mentions.service.Service;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dashboard: reads counts from Firestore and shows them over HTTP. */
public final class DashboardService implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(DashboardService.class);

    private final DashboardConfig config;
    private final MeterRegistry registry;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private volatile @Nullable Running running;

    /** What exists between start and close. */
    private record Running(
            Firestore firestore,
            ScheduledExecutorService scheduler,
            CatalogueFeed feed,
            Counts counts,
            Viewers viewers,
            Optional<PipelineWatch> pipeline,
            DashboardFront front) {}

    public DashboardService(DashboardConfig config, MeterRegistry registry) {
        this.config = requireNonNull(config, "config");
        this.registry = requireNonNull(registry, "registry");
    }

    @Override
    public void start() throws IOException {
        ReadBudget budget = new ReadBudget(config.readsPerMinute(), System::nanoTime);
        DashboardMetrics metrics = new DashboardMetrics(registry);
        ReadMeter meter = new ReadMeter(metrics, System::nanoTime);
        Firestore firestore = FirestoreClient.open(config.firestore());
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "dashboard-feed");
            thread.setDaemon(true);
            return thread;
        });
        CountStore store = new CountStore(firestore, budget, meter);
        Counts counts = new Counts(store, config.refreshInterval(), InstantSource.system(), System::nanoTime);
        AtomicReference<CatalogueFeed> watched = new AtomicReference<>();
        AtomicReference<PipelineWatch> pipeline = new AtomicReference<>();
        Viewers viewers = new Viewers(config.maxViewers(), scheduler, metrics, anybody -> {
            watched.get().watched(anybody);
            Optional.ofNullable(pipeline.get()).ifPresent(watch -> watch.watched(anybody));
        });
        CatalogueFeed feed = new CatalogueFeed(
                store,
                new Follower(firestore, budget, meter, scheduler),
                scheduler,
                config.refreshInterval(),
                InstantSource.system(),
                System::nanoTime,
                new Announcer(viewers));
        watched.set(feed);
        if (config.kafka().containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            pipeline.set(new PipelineWatch(
                    config.kafka(),
                    () -> feed.current().generation(),
                    new MeteredPlace(firestore, config.sink(), meter, budget),
                    InstantSource.system(),
                    state -> viewers.tell(PipelineState.EVENT, state)));
        }
        DashboardFront front = new DashboardFront(
                config.listening(),
                feed,
                counts,
                viewers,
                meter,
                budget,
                () -> Optional.ofNullable(pipeline.get()).flatMap(PipelineWatch::latest));
        running = new Running(firestore, scheduler, feed, counts, viewers, Optional.ofNullable(pipeline.get()), front);
        try {
            feed.start();
            front.start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        LOGGER.atInfo().addKeyValue("httpPort", httpPort()).log("Showing counts");
    }

    /** Returns the port of the page, once started. */
    public int httpPort() {
        return requireNonNull(running, "not started").front().port();
    }

    @Override
    public Health health() {
        Running now = running;
        boolean reachable = now != null && now.feed().reachable();
        return new Health(true, reachable, Map.of("firestore", reachable ? "reachable" : "away"));
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
        running = null;
        now.viewers().close();
        now.front().close();
        now.pipeline().ifPresent(PipelineWatch::close);
        now.feed().close();
        now.counts().close();
        now.scheduler().shutdown();
        now.firestore().shutdownNow();
    }
}
