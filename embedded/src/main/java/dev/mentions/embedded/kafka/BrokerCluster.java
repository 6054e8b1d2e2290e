package dev.mentions.embedded.kafka;

import dev.mentions.embedded.process.LoopbackPorts;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Brokers in JVMs of their own that replicate to each other: with three or more, each topic has three replicas and a
 * write needs two of them, so that any one can be killed. For one thread at a time.
 */
public final class BrokerCluster implements AutoCloseable {

    private final List<BrokerProcess> brokers;

    private BrokerCluster(List<BrokerProcess> brokers) {
        this.brokers = brokers;
    }

    /**
     * Starts a cluster and returns once clients can use every node.
     *
     * @param directory of all nodes' data, each in a directory of its own
     * @param size number of nodes, at least 1
     */
    public static BrokerCluster start(Path directory, int size) {
        Path absolute = directory.toAbsolutePath();
        String clusterId = DataDirectory.clusterId(absolute);
        List<Integer> ports = LoopbackPorts.free(2 * size);
        List<Integer> controllerPorts = ports.subList(size, 2 * size);
        BrokerCluster cluster = new BrokerCluster(IntStream.rangeClosed(1, size)
                .mapToObj(id -> {
                    Path home = absolute.resolve("node-" + id);
                    return new BrokerProcess(
                            home,
                            new NodeSettings(clusterId, id, home.resolve("data"), ports.get(id - 1), controllerPorts));
                })
                .toList());
        try {
            cluster.brokers.forEach(BrokerProcess::launch);
            cluster.brokers.forEach(BrokerProcess::awaitReady);
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /** Returns where clients connect to: every node. */
    public String bootstrapServers() {
        return brokers.stream().map(BrokerProcess::bootstrapServers).collect(Collectors.joining(","));
    }

    /** Returns the nodes in the order of their ids, which start at 1. */
    public List<BrokerProcess> brokers() {
        return brokers;
    }

    @Override
    public void close() {
        brokers.forEach(BrokerProcess::close);
    }
}
