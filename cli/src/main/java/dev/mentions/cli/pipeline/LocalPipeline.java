package dev.mentions.cli.pipeline;

import com.google.cloud.firestore.Firestore;
import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import dev.mentions.dashboard.app.DashboardService;
import dev.mentions.dashboard.config.DashboardConfig;
import dev.mentions.embedded.firestore.FirestoreServer;
import dev.mentions.embedded.firestore.query.Indexes;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.generations.registry.Generations;
import dev.mentions.generations.registry.Replay;
import dev.mentions.producer.app.ProducerService;
import dev.mentions.producer.config.ProducerConfig;
import dev.mentions.service.Health;
import dev.mentions.service.ManagementCall;
import dev.mentions.service.Service;
import dev.mentions.service.Settings;
import dev.mentions.service.Telemetry;
import dev.mentions.service.TopicProvisioner;
import dev.mentions.sink.app.SinkService;
import dev.mentions.sink.config.SinkConfig;
import dev.mentions.streams.app.StreamsService;
import dev.mentions.streams.config.StreamsAppConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole pipeline in this JVM: broker, Firestore server, producer, streams app, sink and dashboard, the same classes that run as
 * services. On loopback only, for one machine.
 */
public final class LocalPipeline implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(LocalPipeline.class);

    /** What {@code firestore/} deploys to a real project. */
    private static final String INDEXES = "/firestore.indexes.json";

    private static final Duration TOPICS_LIMIT = Duration.ofSeconds(30);
    private static final int PARTITIONS_PER_THREAD = 2;

    /** What is running, in the order it is stopped in: first what takes work in, last what keeps it. */
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private final List<Service> services = new ArrayList<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final LocalSettings settings;
    private final MeterRegistry metrics;
    private final DiskSpace space;
    private final LocalFailure explanation;

    private EmbeddedBroker broker;
    private FirestoreServer firestore;
    private ProducerService producer;
    private Optional<DashboardService> dashboard = Optional.empty();

    private LocalPipeline(LocalSettings settings, MeterRegistry metrics) throws IOException {
        this.settings = settings;
        this.metrics = metrics;
        this.space = new DiskSpace(settings.dataDirectory());
        this.explanation = new LocalFailure(settings, space);
    }

    /**
     * Starts everything and returns when posts are taken.
     *
     * @throws PipelineStoppedException when a command can put it right, which the message names
     * @throws Exception when a port or the directory is taken, or a part cannot start; nothing is left running
     */
    public static LocalPipeline start(LocalSettings settings, MeterRegistry metrics) throws Exception {
        LocalPipeline pipeline = new LocalPipeline(settings, metrics);
        try {
            pipeline.space.check();
            pipeline.startStores();
            pipeline.checkPosts();
            pipeline.startServices();
            pipeline.watchStores();
            return pipeline;
        } catch (Exception e) {
            pipeline.close();
            throw pipeline.explanation.explain(e) instanceof Exception explained ? explained : e;
        }
    }

    /** Returns where this pipeline is found. */
    public PipelineAddress address() {
        return new PipelineAddress(
                URI.create("http://127.0.0.1:" + producer.httpPort() + "/"),
                PipelineAddress.brokers(broker.bootstrapServers()),
                database(),
                null);
    }

    /** Returns where the page is, if there is one. */
    public Optional<URI> dashboard() {
        return dashboard.map(service -> URI.create("http://127.0.0.1:" + service.httpPort() + "/"));
    }

    /** Returns the Firestore server, for what only it can tell. */
    public FirestoreServer firestore() {
        return firestore;
    }

    /** Completes exceptionally when a part has failed for good. */
    public CompletionStage<Void> failure() {
        return failure;
    }

    /** Returns the health of all parts together. */
    public Health health() {
        boolean live = true;
        boolean ready = true;
        Map<String, String> details = new HashMap<>();
        for (Service service : services) {
            Health health = service.health();
            live &= health.live();
            ready &= health.ready();
            health.details()
                    .forEach((key, value) -> details.put(service.getClass().getSimpleName() + "." + key, value));
        }
        return new Health(live, ready, details);
    }

    /** Returns what all parts together offer on a management port. */
    public List<ManagementCall> calls() {
        return services.stream().flatMap(service -> service.calls().stream()).toList();
    }

    /** Stops taking posts, finishes what is under way and stops. What is not finished is kept for the next start. */
    @Override
    public void close() {
        space.close();
        while (!running.isEmpty()) {
            AutoCloseable part = running.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOGGER.atWarn()
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .setCause(e)
                        .log("Not closed cleanly");
            }
        }
    }

    private void startStores() throws Exception {
        Path directory = settings.dataDirectory();
        ExecutorService starting = Executors.newFixedThreadPool(2);
        try {
            Future<EmbeddedBroker> startingBroker =
                    starting.submit(() -> EmbeddedBroker.builder(directory.resolve(LocalSettings.KAFKA))
                            .port(settings.kafkaPort())
                            .start());
            Future<FirestoreServer> startingFirestore = starting.submit(() -> FirestoreServer.builder()
                    .directory(directory.resolve(LocalSettings.FIRESTORE))
                    .port(settings.firestorePort())
                    .indexes(indexes())
                    .only(PipelineAddress.LOCAL_PROJECT, PipelineAddress.DEFAULT_DATABASE)
                    .start());
            broker = started(startingBroker);
            firestore = started(startingFirestore);
        } finally {
            starting.shutdown();
        }
    }

    private static Indexes indexes() throws IOException {
        try (InputStream json = LocalPipeline.class.getResourceAsStream(INDEXES)) {
            if (json == null) {
                throw new IOException("the jar has no " + INDEXES);
            }
            return Indexes.read(json);
        }
    }

    private void checkPosts() throws Exception {
        Path directory = settings.dataDirectory();
        Admin admin = Admin.create(Map.copyOf(PipelineAddress.brokers(broker.bootstrapServers())));
        try {
            List<LostPosts> lost = SeenPosts.lost(directory, StoredPosts.in(admin));
            if (!lost.isEmpty()) {
                throw explanation.lost(lost);
            }
            running.push(SeenPosts.watch(directory, admin));
        } catch (Exception e) {
            admin.close();
            throw e;
        }
    }

    private void watchStores() {
        broker.failure().whenComplete((nothing, error) -> {
            if (error != null) {
                failure.completeExceptionally(explanation.explain(error));
            }
        });
        space.watch(failure::completeExceptionally);
    }

    private void createTopics(Topics names) throws Exception {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
            new TopicProvisioner(admin)
                    .ensure(
                            names.all().stream()
                                    .map(topic -> topic.newTopic(partitions(), (short) 1))
                                    .toList(),
                            TOPICS_LIMIT);
        }
    }

    /**
     * Returns the settings of a streams app that counts the generation which readers take, as it was made.
     *
     * @throws IllegalStateException when that was with another model
     */
    private Map<String, String> counting() throws Exception {
        Map<String, String> counting = new HashMap<>();
        try (Firestore client = database().connect()) {
            Generations generations = new Generations(client);
            Generation current = generations.current();
            Replay replay = generations.find(current).orElse(null);
            if (replay == null) {
                counting.put("generation", Integer.toString(current.number()));
            } else if (replay.isMadeWith(Replay.Model.of(settings.model()))) {
                counting.putAll(replay.settings());
            } else {
                throw new IllegalStateException("generation " + current.number() + ", which readers take, is made with"
                        + " the model " + replay.model() + ": give that one with --model");
            }
        }
        counting.put(
                "state.dir",
                settings.dataDirectory().resolve(LocalSettings.STREAMS).toString());
        counting.put("extract.threads", Integer.toString(settings.threads()));
        if (settings.model() != null) {
            counting.put("extract.model", settings.model().toString());
        }
        return counting;
    }

    private PipelineAddress.Database database() {
        return PipelineAddress.Database.local(firestore.host());
    }

    private int partitions() {
        return settings.threads() * PARTITIONS_PER_THREAD;
    }

    private <T extends AutoCloseable> T started(Future<T> starting) throws Exception {
        T part = result(starting);
        running.push(part);
        return part;
    }

    private static <T> T result(Future<T> starting) throws Exception {
        try {
            return starting.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private void startServices() throws Exception {
        Map<String, String> common =
                Map.of("kafka.bootstrap.servers", broker.bootstrapServers(), "topics.create", "false");
        StreamsAppConfig counting = StreamsAppConfig.from(settings(common, counting()));
        createTopics(counting.topicNames());
        Telemetry telemetry = Telemetry.untraced(metrics);
        StreamsService streams = new StreamsService(counting, telemetry);
        SinkService sink = new SinkService(
                SinkConfig.from(settings(
                        common,
                        Map.of(
                                "generation",
                                Integer.toString(counting.generation().number()),
                                "firestore.project",
                                PipelineAddress.LOCAL_PROJECT,
                                "firestore.emulator-host",
                                firestore.host()))),
                telemetry);
        Map<String, String> http = new HashMap<>(settings.http());
        http.put("http.port", Integer.toString(settings.httpPort()));
        producer = new ProducerService(ProducerConfig.from(settings(common, http)), telemetry);
        dashboard = Optional.ofNullable(settings.dashboardPort())
                .map(port -> new DashboardService(DashboardConfig.from(settings(common, dashboard(port))), metrics));
        List<Service> parts = new ArrayList<>(List.of(sink, streams, producer));
        dashboard.ifPresent(parts::add);
        start(parts);
    }

    private Map<String, String> dashboard(int port) {
        Map<String, String> dashboard = new HashMap<>(settings.http());
        dashboard.put("http.port", Integer.toString(port));
        dashboard.put("firestore.project", PipelineAddress.LOCAL_PROJECT);
        dashboard.put("firestore.emulator-host", firestore.host());
        return dashboard;
    }

    /** Starts them all at a time; the last one is stopped first. */
    private void start(List<Service> parts) throws Exception {
        ExecutorService starting = Executors.newFixedThreadPool(parts.size());
        try {
            List<Future<?>> started = new ArrayList<>();
            for (Service service : parts) {
                services.add(service);
                running.push(service);
                service.failure().whenComplete((nothing, error) -> {
                    if (error != null) {
                        failure.completeExceptionally(explanation.explain(error));
                    }
                });
                started.add(starting.submit(() -> {
                    service.start();
                    return service;
                }));
            }
            for (Future<?> part : started) {
                result(part);
            }
        } finally {
            starting.shutdown();
        }
    }

    private static Settings settings(Map<String, String> common, Map<String, String> own) {
        Map<String, String> all = new HashMap<>(common);
        all.putAll(own);
        return new Settings(all, Map.of());
    }
}
