package dev.mentions.systemtests.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.Generation;
import dev.mentions.dashboard.app.DashboardMain;
import dev.mentions.embedded.kafka.BrokerCluster;
import dev.mentions.embedded.process.ChildJvm;
import dev.mentions.embedded.process.LoopbackPorts;
import dev.mentions.producer.app.ProducerMain;
import dev.mentions.sink.app.SinkMain;
import dev.mentions.streams.app.StreamsMain;
import dev.mentions.systemtests.clock.MovableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The pipeline as an operator runs it: brokers, the Firestore server with its data on disk, one producer, streams apps
 * and sinks, each in a JVM of its own, on loopback ports. What ends by itself is started again. All end
 * with this object, or with this JVM.
 */
public final class SeparateProcesses implements AutoCloseable {

    /** A member of a group is given up when it has said nothing for so long. */
    public static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

    /** Of every topic. */
    public static final int PARTITIONS = 4;

    /** Heap of each of our services, in MiB. */
    public static final int SERVICE_HEAP_MIB = 320;

    /** Heap of the Firestore server, in MiB; it holds all documents there. */
    public static final int FIRESTORE_HEAP_MIB = 512;

    /** Posts that the producer holds without an outcome. */
    public static final int MOST_IN_FLIGHT = 400;

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration SUPERVISION = Duration.ofMillis(500);

    private final Path directory;
    private final Size size;
    private final Map<String, String> environment;
    private final boolean movableClocks;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService supervision = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "supervision");
        thread.setDaemon(true);
        return thread;
    });

    private final BrokerCluster cluster;
    private final List<Node> brokers;
    private final Node firestore;
    private final Node producer;
    private final List<Node> streams;
    private final List<Node> sinks;
    private final Node dashboard;
    private final List<Node> others = new CopyOnWriteArrayList<>();
    private final Map<Node, Integer> managementPorts = new HashMap<>();
    private final Map<Node, MovableClock> clocks = new HashMap<>();
    private final RemovedRecords removed = new RemovedRecords();
    private final int httpPort;
    private final int firestorePort;
    private final int faultPort;

    /**
     * Starts everything and returns when posts are counted.
     *
     * @param directory of all data and logs
     */
    public static SeparateProcesses start(Path directory, Size size) throws IOException, InterruptedException {
        return start(directory, size, Map.of());
    }

    /**
     * Starts everything and returns when posts are counted.
     *
     * @param directory of all data and logs
     * @param environment more variables for all services
     */
    public static SeparateProcesses start(Path directory, Size size, Map<String, String> environment)
            throws IOException, InterruptedException {
        return start(directory, size, environment, false);
    }

    /** Starts everything with services whose clocks can be {@linkplain #clock set}. */
    public static SeparateProcesses startWithMovableClocks(Path directory, Size size)
            throws IOException, InterruptedException {
        return start(directory, size, Map.of(), true);
    }

    private static SeparateProcesses start(
            Path directory, Size size, Map<String, String> environment, boolean movableClocks)
            throws IOException, InterruptedException {
        SeparateProcesses processes = new SeparateProcesses(directory, size, environment, movableClocks);
        try {
            processes.startAll();
            return processes;
        } catch (RuntimeException | IOException | InterruptedException e) {
            processes.close();
            throw e;
        }
    }

    private SeparateProcesses(Path directory, Size size, Map<String, String> environment, boolean movableClocks)
            throws IOException {
        this.directory = directory.toAbsolutePath();
        this.size = size;
        this.movableClocks = movableClocks;
        this.environment = new HashMap<>(Map.of("MENTIONS_LOG_LEVEL_LIBRARIES", "WARN"));
        this.environment.putAll(environment);
        Files.createDirectories(this.directory);
        int instances = size.streams() + size.sinks() + 2 * size.spare();
        Iterator<Integer> ports = LoopbackPorts.free(5 + instances).iterator();
        this.httpPort = ports.next();
        this.firestorePort = ports.next();
        this.faultPort = ports.next();
        this.cluster = BrokerCluster.start(this.directory.resolve("kafka"), size.brokers());
        this.brokers = IntStream.range(0, size.brokers())
                .mapToObj(index -> new Node(
                        "broker-" + (index + 1), cluster.brokers().get(index).jvm()))
                .toList();
        this.firestore = new Node(
                "firestore",
                ChildJvm.builder("firestore", this.directory, FaultyFirestoreMain.class)
                        .arguments(FaultyFirestoreMain.arguments(
                                this.directory.resolve("firestore"), firestorePort, faultPort, blindRepeatsFile()))
                        .options(List.of("-Xmx" + FIRESTORE_HEAP_MIB + "m"))
                        .readyWhen(FaultyFirestoreMain.READY::equals)
                        .build());
        this.producer = service(
                "producer",
                ProducerMain.class,
                ports.next(),
                List.of(),
                Map.of("http.port", httpPort, "limits.in-flight-posts", MOST_IN_FLIGHT));
        List<Node> streamsApps = new ArrayList<>();
        for (int i = 1; i <= size.streams() + size.spare(); i++) {
            streamsApps.add(streams("streams-" + i, Generation.FIRST, ports.next(), List.of()));
        }
        this.streams = List.copyOf(streamsApps);
        List<Node> allSinks = new ArrayList<>();
        for (int i = 1; i <= size.sinks() + size.spare(); i++) {
            allSinks.add(sink("sink-" + i, CountSet.LIVE, ports.next(), List.of()));
        }
        this.sinks = List.copyOf(allSinks);
        this.dashboard = service(
                "dashboard",
                DashboardMain.class,
                ports.next(),
                List.of(),
                Map.of(
                        "http.port",
                        0,
                        "firestore.project",
                        PipelineAddress.LOCAL_PROJECT,
                        "firestore.emulator-host",
                        "127.0.0.1:" + firestorePort));
    }

    private Node streams(String name, Generation generation, int managementPort, List<String> options)
            throws IOException {
        return service(
                name,
                StreamsMain.class,
                managementPort,
                options,
                Map.ofEntries(
                        Map.entry("generation", generation.number()),
                        Map.entry("instance.id", name),
                        Map.entry("state.dir", stateDirectory(name)),
                        Map.entry("commit.interval", "500ms"),
                        Map.entry("extract.threads", 1),
                        Map.entry("count.threads", 1),
                        Map.entry("count.cache.mib", size.countCacheMib()),
                        Map.entry("count.clean-up.interval", "2s"),
                        Map.entry("kafka.main.consumer.session.timeout.ms", SESSION_TIMEOUT.toMillis()),
                        Map.entry("kafka.main.consumer.heartbeat.interval.ms", "1500"),
                        Map.entry("kafka.producer.transaction.timeout.ms", "20000")));
    }

    private Node sink(String name, CountSet counts, int managementPort, List<String> options) throws IOException {
        return service(
                name,
                SinkMain.class,
                managementPort,
                options,
                Map.of(
                        "generation",
                        counts.generation().number(),
                        "sink.name",
                        counts.sink(),
                        "firestore.project",
                        counts.project(),
                        "firestore.emulator-host",
                        "127.0.0.1:" + firestorePort,
                        "commit.deadline",
                        FirestoreFault.DEADLINE.toMillis() + "ms",
                        "flush.documents",
                        50,
                        "kafka.session.timeout.ms",
                        SESSION_TIMEOUT.toMillis(),
                        "kafka.heartbeat.interval.ms",
                        "1500"));
    }

    private Node service(
            String name, Class<?> main, int managementPort, List<String> options, Map<String, Object> settings)
            throws IOException {
        Map<String, Object> all = new TreeMap<>(settings);
        all.put("kafka.bootstrap.servers", cluster.bootstrapServers());
        all.put("management.port", managementPort);
        if (main == ProducerMain.class || main == StreamsMain.class) {
            all.put("topics.partitions", PARTITIONS);
        }
        Path config = directory.resolve(name + ".properties");
        Files.write(
                config,
                all.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
        List<String> jvmOptions = new ArrayList<>(options);
        jvmOptions.add("-Xmx" + SERVICE_HEAP_MIB + "m");
        Optional<MovableClock> clock =
                movableClocks ? Optional.of(MovableClock.create(directory, name)) : Optional.empty();
        clock.ifPresent(movable -> jvmOptions.addAll(movable.options()));
        ChildJvm.Builder jvm = ChildJvm.builder(name, directory, main)
                .arguments(List.of("--config", config.toString()))
                .options(jvmOptions);
        environment.forEach(jvm::environment);
        Node node = new Node(name, jvm.build());
        clock.ifPresent(movable -> clocks.put(node, movable));
        managementPorts.put(node, managementPort);
        return node;
    }

    private void startAll() throws IOException, InterruptedException {
        brokers.forEach(Node::start);
        firestore.start();
        firestore.jvm().awaitReady(START_LIMIT);
        List<Node> first = Stream.of(
                        List.of(producer), streams.subList(0, size.streams()), sinks.subList(0, size.sinks()))
                .flatMap(List::stream)
                .toList();
        first.forEach(Node::start);
        awaitReady(first);
        supervision.execute(this::supervise);
    }

    /** Returns where it is found. */
    public PipelineAddress address() {
        return new PipelineAddress(
                URI.create("http://127.0.0.1:" + httpPort + "/"),
                PipelineAddress.brokers(cluster.bootstrapServers()),
                PipelineAddress.Database.local("127.0.0.1:" + firestorePort),
                null);
    }

    /** Returns where it is found, with the project that holds a set of counts. */
    public PipelineAddress address(CountSet counts) {
        PipelineAddress address = address();
        PipelineAddress.Database usual = address.firestore();
        return new PipelineAddress(
                address.producer(),
                address.kafka(),
                new PipelineAddress.Database(counts.project(), usual.database(), usual.emulatorHost()),
                address.apiKey());
    }

    /** Returns the brokers in the order of their ids, from 1. */
    public List<Node> brokers() {
        return brokers;
    }

    public Node firestore() {
        return firestore;
    }

    public Node producer() {
        return producer;
    }

    /** Returns the streams apps; the spare ones are only started by who adds an instance. */
    public List<Node> streams() {
        return streams;
    }

    /** Returns the sinks; the spare ones are only started by who adds an instance. */
    public List<Node> sinks() {
        return sinks;
    }

    /** Returns the dashboard, which is only started by who wants it. */
    public Node dashboard() {
        return dashboard;
    }

    /** Returns where a streams app has its stores; they are in use while it runs. */
    public Path stateDirectory(Node node) {
        return stateDirectory(node.name());
    }

    private Path stateDirectory(String name) {
        return directory.resolve(name + "-state");
    }

    /** Returns the clock of a service, if it can be moved. */
    public Optional<MovableClock> clock(Node node) {
        return Optional.ofNullable(clocks.get(node));
    }

    /** Returns the records that were deleted from topics. */
    public RemovedRecords removedRecords() {
        return removed;
    }

    /** Keeps what a partition holds before an offset, for it is about to be deleted; returns how many records that is. */
    public int keepRecords(TopicPartition partition, long end) {
        try (TopicReader reader = new TopicReader(address().bootstrapServers())) {
            List<ConsumerRecord<byte[], byte[]>> records = reader.read(partition, end);
            removed.keep(records);
            return records.size();
        }
    }

    /** Returns the offset behind the last committed record of a partition. */
    public long endOffset(TopicPartition partition) {
        try (TopicReader reader = new TopicReader(address().bootstrapServers())) {
            return reader.end(partition);
        }
    }

    /** Returns every process. */
    public List<Node> all() {
        List<Node> all = new ArrayList<>(brokers);
        all.add(firestore);
        all.add(producer);
        all.addAll(streams);
        all.addAll(sinks);
        all.add(dashboard);
        all.addAll(others);
        return all;
    }

    /**
     * Takes a process that works on this pipeline: it is started again when it ends by itself, and ends with the others.
     */
    public Node adopt(String name, ChildJvm jvm) {
        Node node = new Node(name, jvm);
        others.add(node);
        return node;
    }

    /**
     * Starts one more streams app, of any generation.
     *
     * @param options more options for its JVM
     */
    public void addStreams(String name, Generation generation, List<String> options) throws IOException {
        add(streams(name, generation, LoopbackPorts.free(1).get(0), options));
    }

    /**
     * Starts one more sink, which makes a set of counts of its own.
     *
     * @param options more options for its JVM
     */
    public void addSink(String name, CountSet counts, List<String> options) throws IOException {
        add(sink(name, counts, LoopbackPorts.free(1).get(0), options));
    }

    private void add(Node node) {
        node.start();
        others.add(node);
    }

    /** Has Firestore fail a project's next calls. Does nothing while Firestore itself is away. */
    public void order(FirestoreFault fault, String project, int calls) throws InterruptedException {
        order(fault, project, 1, calls);
    }

    /**
     * The same, but of the commits only those that are not small.
     *
     * @param writes that a commit has at least
     */
    public void order(FirestoreFault fault, String project, int writes, int calls) throws InterruptedException {
        order(fault.name() + "/" + project + "/" + writes + "/" + calls);
    }

    /** Ends all of Firestore's faults. */
    public void clearFaults() throws InterruptedException {
        order("");
    }

    private void order(String path) throws InterruptedException {
        try {
            http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + faultPort + "/" + path))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            // Killed or frozen, which is a fault of its own.
        }
    }

    /** Returns a set's commits that Firestore was sent again though nobody had looked whether they were applied. */
    public List<String> blindRepeats(CountSet counts) throws IOException {
        return BlindRepeats.read(blindRepeatsFile(), counts.project());
    }

    private Path blindRepeatsFile() {
        return directory.resolve("blind-repeats.txt");
    }

    /**
     * Stops a process in its order, starts it, and returns when it does its work again: a service is ready, and a broker
     * has all that it keeps copies of.
     */
    public void restart(Node node) throws Exception {
        node.hold();
        try {
            node.jvm().terminate();
            node.start();
            if (managementPorts.containsKey(node)) {
                awaitReady(List.of(node));
            } else {
                node.jvm().awaitReady(START_LIMIT);
            }
            if (brokers.contains(node)) {
                awaitCopies();
            }
        } finally {
            node.letGo();
        }
    }

    private void awaitCopies() throws Exception {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try (Admin admin = Admin.create(Map.copyOf(address().kafka()))) {
            while (!haveAllCopies(admin)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "copies of partitions are missing after " + START_LIMIT.toSeconds() + " s");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static boolean haveAllCopies(Admin admin) throws Exception {
        var topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition ->
                        partition.isr().size() == partition.replicas().size());
    }

    /** Waits until each of these services says that it can do its work. None of them is started again meanwhile. */
    private void awaitReady(List<Node> nodes) throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        for (Node node : nodes) {
            while (!ready(node)) {
                if (!node.jvm().isRunning()) {
                    throw new IllegalStateException(
                            node + " ended at its start, see " + node.jvm().log());
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(node + " is not ready after " + START_LIMIT.toSeconds() + " s, see "
                            + node.jvm().log());
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** Returns what a service measures now, as Prometheus reads it; empty when it cannot be asked. */
    public String metrics(Node node) throws InterruptedException {
        return ask(node, "metrics").map(HttpResponse::body).orElse("");
    }

    /** Returns what a service measures now, over all tags; 0 when it cannot be asked. */
    public double metric(Node node, String name) throws InterruptedException {
        return metrics(node)
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .filter(Double::isFinite)
                .sum();
    }

    /** Returns the most memory that each process has had since its start, in MiB of resident pages. */
    public Map<String, Long> memory() throws IOException {
        Map<String, Long> memory = new TreeMap<>();
        for (Node node : all()) {
            if (node.jvm().isRunning()) {
                try (Stream<String> lines =
                        Files.lines(Path.of("/proc", Long.toString(node.jvm().pid()), "status"))) {
                    lines.filter(line -> line.startsWith("VmHWM:"))
                            .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
                            .forEach(kib -> memory.put(node.name(), kib / 1024));
                }
            }
        }
        return memory;
    }

    private boolean ready(Node node) throws InterruptedException {
        return ask(node, "health/ready").stream().anyMatch(response -> response.statusCode() == 200);
    }

    /** Returns what a service's management port answers, nothing when it does not. */
    private Optional<HttpResponse<String>> ask(Node node, String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + managementPorts.get(node) + "/" + path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void supervise() {
        while (!Thread.currentThread().isInterrupted()) {
            all().forEach(Node::restartIfEnded);
            try {
                TimeUnit.NANOSECONDS.sleep(SUPERVISION.toNanos());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        supervision.shutdownNow();
        try {
            supervision.awaitTermination(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all().forEach(node -> node.jvm().close());
        cluster.close();
    }
}
