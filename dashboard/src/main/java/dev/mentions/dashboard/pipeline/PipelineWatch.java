package dev.mentions.dashboard.pipeline;

import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import dev.mentions.generations.progress.PipelineLag;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the pipeline every few seconds while anybody watches. Thread-safe; looks on a thread of its own. */
public final class PipelineWatch implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PipelineWatch.class);

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Map<String, String> kafka;
    private final Supplier<Generation> generation;
    private final Place place;
    private final InstantSource clock;
    private final Consumer<PipelineState> listener;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dashboard-pipeline");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean watched;
    private volatile @Nullable PipelineState latest;
    private @Nullable Looking looking;
    private boolean scheduled;

    /** Where generations are. */
    public interface Place {

        /** Returns a generation's topics; asked once for each that readers take. */
        Topics topics(Generation generation) throws InterruptedException, ExecutionException;

        /** Returns how far the sink of a generation has got, each time it is asked. */
        PipelineLag.Fences fences(Generation generation);

        /** Returns how many offsets a generation goes on without, each time it is asked. */
        long lost(Topics topics) throws InterruptedException, ExecutionException;
    }

    /** What is kept from one look to the next. */
    private static final class Looking {

        private final Generation generation;
        private final Topics topics;
        private final PipelineLag lag;
        private final Map<Integer, Long> rejectedSeen = new HashMap<>();
        private long rejected;
        private long accepted = -1;
        private long atNanos;

        private Looking(Generation generation, Topics topics, PipelineLag lag) {
            this.generation = generation;
            this.topics = topics;
            this.lag = lag;
        }
    }

    /**
     * @param kafka settings of Kafka clients, brokers among them
     * @param generation whose pipeline is looked at
     * @param listener hears what each look finds
     */
    public PipelineWatch(
            Map<String, String> kafka,
            Supplier<Generation> generation,
            Place place,
            InstantSource clock,
            Consumer<PipelineState> listener) {
        this.kafka = Map.copyOf(kafka);
        this.generation = generation;
        this.place = place;
        this.clock = clock;
        this.listener = listener;
    }

    /** Returns what the last look found; empty while nobody watches, and when Kafka cannot be asked. */
    public Optional<PipelineState> latest() {
        return Optional.ofNullable(latest);
    }

    /** Says whether anybody watches. */
    public void watched(boolean anybody) {
        watched = anybody;
        if (anybody) {
            run(this::begin);
        }
    }

    private void begin() {
        if (!scheduled) {
            look();
        }
    }

    private void look() {
        scheduled = false;
        if (!watched) {
            forget();
            return;
        }
        try {
            PipelineState state = state(looking());
            latest = state;
            listener.accept(state);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (Exception e) {
            // A topic that is not there yet, a broker that is away: the panel says that nothing is known.
            LOGGER.atDebug().setCause(e).log("Cannot look at the pipeline");
            forget();
        }
        scheduled = true;
        try {
            var unused = scheduler.schedule(this::look, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.debug("Closed already");
        }
    }

    private Looking looking() throws InterruptedException, ExecutionException {
        Generation now = generation.get();
        Looking known = looking;
        if (known != null && known.generation.equals(now)) {
            return known;
        }
        forget();
        Topics topics = place.topics(now);
        Looking begun = new Looking(now, topics, new PipelineLag(kafka, topics, Map.of(), place.fences(now)));
        looking = begun;
        return begun;
    }

    private PipelineState state(Looking at) throws Exception {
        List<PipelineLag.Stage> stages = at.lag.stages();
        long nanos = System.nanoTime();
        long accepted = stages.get(0).end();
        double perSecond = at.accepted < 0
                ? 0
                : (accepted - at.accepted) * (double) TimeUnit.SECONDS.toNanos(1) / Math.max(1, nanos - at.atNanos);
        at.accepted = accepted;
        at.atNanos = nanos;
        PipelineLag.Reader rejected = at.lag.rejected(at.rejectedSeen);
        Map<TopicPartition, Long> ends = rejected.ends();
        at.rejected += rejected.behind(ends).records();
        ends.forEach((partition, end) -> at.rejectedSeen.put(partition.partition(), end));
        return new PipelineState(
                perSecond,
                new PipelineState.Lag(
                        stages.get(0).records(),
                        stages.get(1).records(),
                        stages.get(2).records()),
                at.rejected,
                stages.stream().mapToLong(PipelineLag.Stage::missing).sum() + place.lost(at.topics),
                clock.instant());
    }

    private void forget() {
        latest = null;
        Looking known = looking;
        looking = null;
        if (known != null) {
            known.lag.close();
        }
    }

    private void run(Runnable task) {
        try {
            scheduler.execute(task);
        } catch (RejectedExecutionException e) {
            LOGGER.debug("Closed already");
        }
    }

    @Override
    public void close() {
        watched = false;
        run(this::forget);
        scheduler.shutdown();
    }
}
