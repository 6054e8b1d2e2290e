package dev.mentions.streams.app;

import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.Topics;
import dev.mentions.ner.extract.EntityExtractor;
import dev.mentions.ner.extract.NerModel;
import dev.mentions.service.Health;
import dev.mentions.service.ManagementCall;
import dev.mentions.service.Service;
import dev.mentions.service.Telemetry;
import dev.mentions.service.TopicCheck;
import dev.mentions.service.TopicProvisioner;
import dev.mentions.streams.config.GroupProtocol;
import dev.mentions.streams.config.Role;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.runtime.BrokerAssignment;
import dev.mentions.streams.runtime.LostRecordsException;
import dev.mentions.streams.runtime.RocksDbMemory;
import dev.mentions.streams.runtime.SourceOffsets;
import dev.mentions.streams.runtime.StreamsProperties;
import dev.mentions.streams.runtime.StreamsRunner;
import dev.mentions.streams.runtime.ThreadFailure;
import dev.mentions.streams.topology.CountTopology;
import dev.mentions.streams.topology.ExtractTopology;
import dev.mentions.streams.topology.StreamsAppMetrics;
import dev.mentions.streams.view.CountsCall;
import dev.mentions.streams.view.CountsView;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Extraction and counting, or one of them. */
public final class StreamsService implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(StreamsService.class);

    private static final Duration TOPICS_LIMIT = Duration.ofSeconds(60);
    private static final long REACHABLE_LIMIT_MILLIS = 800;
    private static final int VIEW_FETCH_BYTES = 8 * 1024 * 1024;
    private static final int VIEW_POLL_RECORDS = 2_000;

    private final StreamsAppConfig config;
    private final Telemetry telemetry;
    private final Callable<Supplier<EntityExtractor>> model;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final Map<Role, StreamsRunner> runners = new ConcurrentHashMap<>();
    private final Map<String, String> stoppedApplications = new ConcurrentHashMap<>();

    private volatile @Nullable Admin admin;
    private volatile @Nullable CountsView view;
    private @Nullable RocksDbMemory memory;

    /**
     * @param telemetry gets this service's meters
     */
    public StreamsService(StreamsAppConfig config, Telemetry telemetry) {
        this(config, telemetry, () -> loadModel(config));
    }

    private StreamsService(StreamsAppConfig config, Telemetry telemetry, Callable<Supplier<EntityExtractor>> model) {
        this.config = config;
        this.telemetry = telemetry;
        this.model = model;
    }

    /**
     * Returns a service that takes names out of posts in another way than with a model of its own.
     *
     * @param extractors gives a new extractor at each call, from any thread
     */
    public static StreamsService withExtractors(
            StreamsAppConfig config, Telemetry telemetry, Supplier<EntityExtractor> extractors) {
        return new StreamsService(config, telemetry, () -> extractors);
    }

    private static Supplier<EntityExtractor> loadModel(StreamsAppConfig config) throws IOException {
        NerModel model = config.extract().model().isPresent()
                ? NerModel.load(config.extract().model().get())
                : NerModel.bundled();
        return model::newExtractor;
    }

    @Override
    public synchronized void start() throws Exception {
        try {
            admin = Admin.create(adminProperties());
            prepareTopics(admin);
            if (config.kafka().groupProtocol() == GroupProtocol.STREAMS) {
                tellStandbyReplicas(admin);
            }
            run();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private void prepareTopics(Admin broker) throws Exception {
        StreamsTopics topics = new StreamsTopics(config);
        if (config.topics().create()) {
            new TopicProvisioner(broker).ensure(topics.created(), TOPICS_LIMIT);
        }
        new TopicCheck(broker, config.kafka().bootstrapServers(), config.topics())
                .check(topics.required(), List.of(ConsumerGroups.OFFSETS_RETENTION), TOPICS_LIMIT);
    }

    private void tellStandbyReplicas(Admin broker) throws Exception {
        int replicas = config.kafka().standbyReplicas();
        if (config.role().counts()) {
            BrokerAssignment.setStandbyReplicas(broker, config.countApplicationId(), replicas);
        }
        if (config.role().extracts()) {
            BrokerAssignment.setStandbyReplicas(broker, config.extractApplicationId(), replicas);
        }
    }

    private void run() throws Exception {
        StreamsAppMetrics metrics = new StreamsAppMetrics(telemetry.metrics());
        metrics.disk(config.state().directory());
        memory = new RocksDbMemory(config.state().rocksDbBytes());
        StreamsProperties properties = new StreamsProperties(config, metrics, memory);
        if (config.role().counts()) {
            Topology topology = new CountTopology(config, metrics).build();
            add(
                    Role.COUNT,
                    topology,
                    properties.forCount(),
                    SourceOffsets.ofCount(admin, config.topicNames()),
                    metrics);
        }
        if (config.role().extracts()) {
            Topology topology = new ExtractTopology(config, model.call(), metrics, telemetry.tracer()).build();
            Topics topics = new Topics(config.extraction());
            add(Role.EXTRACT, topology, properties.forExtract(), SourceOffsets.ofExtract(admin, topics), metrics);
        }
        for (StreamsRunner runner : runners.values()) {
            runner.start();
        }
        if (config.hasView()) {
            CountsView opened = new CountsView(
                    config.topicNames().counts(),
                    admin,
                    () -> new KafkaConsumer<>(viewProperties()),
                    config.viewDirectory(),
                    memory);
            opened.failure().whenComplete((nothing, error) -> endOnFullDisk(error));
            opened.start();
            view = opened;
        }
    }

    /** The disk is that of the stores as well; whatever else ails the read model does not stop the counting. */
    private void endOnFullDisk(Throwable error) {
        if (ThreadFailure.of(error) == ThreadFailure.DISK_FULL) {
            String directory = config.state().directory().toAbsolutePath().toString();
            failure.completeExceptionally(new IllegalStateException(ThreadFailure.DISK_FULL.advice(directory), error));
        }
    }

    private void add(
            Role role, Topology topology, Properties properties, SourceOffsets offsets, StreamsAppMetrics metrics)
            throws IOException {
        StreamsRunner runner = new StreamsRunner(topology, properties, offsets, metrics, telemetry.metrics());
        runners.put(role, runner);
        metrics.lostOffsets(runner.applicationId(), 0);
        runner.failure().whenComplete((nothing, error) -> {
            if (error instanceof LostRecordsException lost) {
                afterLoss(runner.applicationId(), lost, metrics);
            } else {
                failure.completeExceptionally(error);
            }
        });
    }

    /** The process stays: a restart would not help, and it has to say what is wrong on its management port. */
    private void afterLoss(String applicationId, LostRecordsException lost, StreamsAppMetrics metrics) {
        LOGGER.error(lost.getMessage());
        metrics.lostOffsets(
                applicationId,
                lost.lost().stream().mapToLong(LostRecords::offsets).sum());
        stoppedApplications.put(applicationId, lost.getMessage());
        stopped.completeExceptionally(lost);
    }

    private Map<String, Object> adminProperties() {
        Map<String, Object> properties = new HashMap<>(config.kafka().clientProperties());
        properties.put(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrapServers());
        return properties;
    }

    private Map<String, Object> viewProperties() {
        Map<String, Object> properties = new HashMap<>(adminProperties());
        config.kafka().clientProperties().forEach((key, value) -> {
            if (key.startsWith(StreamsConfig.CONSUMER_PREFIX)) {
                properties.put(key.substring(StreamsConfig.CONSUMER_PREFIX.length()), value);
            }
        });
        properties.put(
                ConsumerConfig.CLIENT_ID_CONFIG,
                config.viewDirectory().getFileName().toString());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, VIEW_FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, VIEW_POLL_RECORDS);
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return properties;
    }

    /**
     * Adds or removes stream threads of one application while it runs.
     *
     * @param role not {@link Role#BOTH}
     * @param threads at least 1
     * @throws IllegalStateException when that application is not running here
     */
    public void resize(Role role, int threads) {
        StreamsRunner runner = runners.get(role);
        if (runner == null) {
            throw new IllegalStateException("The application for " + role + " is not running here");
        }
        runner.resize(threads);
    }

    /** Returns the applications that run here. */
    Map<Role, StreamsRunner> running() {
        return Map.copyOf(runners);
    }

    @Override
    public List<ManagementCall> calls() {
        return List.of(
                new ThreadsCall(this).call(),
                new CountsCall(config.count().windows(), () -> Optional.ofNullable(view)).call());
    }

    @Override
    public Health health() {
        Map<String, String> details = new HashMap<>();
        runners.values().forEach(runner -> {
            details.put(runner.applicationId(), runner.state().name());
            details.put(
                    runner.applicationId() + ".runningThreads",
                    Integer.toString(runner.threads().running()));
        });
        // Kafka Streams still says RUNNING for a moment after an application was stopped.
        boolean running = !runners.isEmpty()
                && stoppedApplications.isEmpty()
                && runners.values().stream().allMatch(runner -> runner.state() == State.RUNNING);
        boolean reachable = running && isBrokerReachable();
        details.put("brokerReachable", Boolean.toString(reachable));
        stoppedApplications.forEach((applicationId, why) -> details.put(applicationId + ".stopped", why));
        return new Health(!failure.isCompletedExceptionally(), running && reachable, details);
    }

    private boolean isBrokerReachable() {
        try {
            admin.describeCluster().nodes().get(REACHABLE_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public CompletionStage<Void> failure() {
        return failure;
    }

    /**
     * Completes exceptionally, with a {@link LostRecordsException}, when an application has stopped because records are
     * gone. The service then runs on without being ready, so that it can say so.
     */
    public CompletionStage<Void> stopped() {
        return stopped;
    }

    @Override
    public synchronized void close() {
        // Side by side, so that the time limit of one is that of both.
        List<CompletableFuture<Boolean>> closing = runners.values().stream()
                .map(runner -> CompletableFuture.supplyAsync(runner::close))
                .toList();
        boolean viewClosed = view == null || view.stop();
        boolean allClosed =
                closing.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd) && viewClosed;
        runners.clear();
        view = null;
        // A store that is still in use would read freed memory; the process ends now anyway.
        if (memory != null && allClosed) {
            memory.close();
        }
        memory = null;
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
            admin = null;
        }
    }
}
