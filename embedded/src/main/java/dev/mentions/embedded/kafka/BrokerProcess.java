package dev.mentions.embedded.kafka;

import dev.mentions.embedded.process.ChildJvm;
import dev.mentions.embedded.process.LoopbackPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A broker in a JVM of its own, which can be killed as a power cut would, and started again on the same directory and
 * port. It ends with this process, however that ends. For one thread at a time.
 */
public final class BrokerProcess implements AutoCloseable {

    /** Heap of a broker, in MiB. */
    public static final int HEAP_MIB = 256;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final NodeSettings settings;
    private final ChildJvm child;

    BrokerProcess(Path directory, NodeSettings settings) {
        this.settings = settings;
        this.child = ChildJvm.builder("broker", directory, BrokerMain.class)
                .arguments(BrokerMain.arguments(directory, settings))
                .options(List.of("-Xmx" + HEAP_MIB + "m"))
                .readyWhen(BrokerMain.READY::equals)
                .build();
    }

    /**
     * Starts a broker of one node and returns once clients can use it.
     *
     * @param directory of its data and its log, {@code broker.log}; made if it is missing
     * @param port for clients, on the loopback address; 0 picks a free one
     */
    public static BrokerProcess start(Path directory, int port) {
        var free = LoopbackPorts.free(2);
        Path absolute = directory.toAbsolutePath();
        BrokerProcess broker = new BrokerProcess(
                absolute,
                new NodeSettings(
                        DataDirectory.clusterId(absolute),
                        1,
                        absolute.resolve("data"),
                        port == 0 ? free.get(1) : port,
                        free.subList(0, 1)));
        broker.start();
        return broker;
    }

    /** Returns where clients connect to, the same after each start. */
    public String bootstrapServers() {
        return NodeSettings.HOST + ":" + settings.port();
    }

    /** Returns the node's JVM, to kill, stop or freeze it. */
    public ChildJvm jvm() {
        return child;
    }

    public boolean isRunning() {
        return child.isRunning();
    }

    /** Starts it again after it was killed or stopped, and returns once clients can use it. */
    public void start() {
        launch();
        awaitReady();
    }

    /** Starts it without waiting: a node of a cluster needs a majority of the others first. */
    void launch() {
        child.launch();
    }

    void awaitReady() {
        child.awaitReady(LIMIT);
    }

    /** Kills it: what it has acknowledged is in its directory. */
    @Override
    public void close() {
        child.close();
    }
}
