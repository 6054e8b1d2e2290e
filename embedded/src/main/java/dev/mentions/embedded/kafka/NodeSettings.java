package dev.mentions.embedded.kafka;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What makes one node, broker and controller in one, differ from another.
 *
 * @param clusterId the same for all nodes and for every start on the same directory
 * @param nodeId from 1
 * @param data where the node's log stands
 * @param port of the listener for clients, on the loopback address
 * @param controllerPorts of all nodes' controllers, in the order of their ids
 */
record NodeSettings(String clusterId, int nodeId, Path data, int port, List<Integer> controllerPorts) {

    /** How long a start may take; Kafka's own 60 s are too short for a machine that is busy with other things. */
    static final Duration START_LIMIT = Duration.ofMinutes(5);

    static final String HOST = "127.0.0.1";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int MAX_REPLICATION = 3;
    private static final int MIB = 1024 * 1024;

    NodeSettings {
        requireNonNull(clusterId, "clusterId");
        requireNonNull(data, "data");
        controllerPorts = List.copyOf(controllerPorts);
        if (nodeId < 1 || nodeId > controllerPorts.size()) {
            throw new IllegalArgumentException(
                    "node " + nodeId + " is not one of " + controllerPorts.size() + " controllers");
        }
    }

    /** Returns the broker's configuration. */
    Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.putAll(network());
        properties.putAll(replication());
        properties.putAll(groups());
        properties.putAll(memory());
        properties.put("log.dirs", data.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("log.retention.ms", "-1");
        properties.put("initial.broker.registration.timeout.ms", Long.toString(START_LIMIT.toMillis()));
        // Room for a post of 8 MiB with the headers of a dead letter around it; topics set their own, lower bound.
        properties.put("message.max.bytes", Integer.toString(16 * MIB));
        properties.put("replica.fetch.max.bytes", Integer.toString(16 * MIB));
        return properties;
    }

    private Map<String, String> network() {
        int controllerPort = controllerPorts.get(nodeId - 1);
        String voters = IntStream.rangeClosed(1, controllerPorts.size())
                .mapToObj(id -> id + "@" + HOST + ":" + controllerPorts.get(id - 1))
                .collect(Collectors.joining(","));
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(nodeId),
                "listeners",
                "CLIENT://" + HOST + ":" + port + "," + CONTROLLER_LISTENER + "://" + HOST + ":" + controllerPort,
                "listener.security.protocol.map",
                "CLIENT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "inter.broker.listener.name",
                "CLIENT",
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "controller.quorum.voters",
                voters,
                // After a kill the same node is refused until its old session has run out, 9 s by default.
                "broker.session.timeout.ms",
                "3000",
                "broker.heartbeat.interval.ms",
                "500");
    }

    private Map<String, String> replication() {
        int factor = Math.min(MAX_REPLICATION, controllerPorts.size());
        String replicas = Integer.toString(factor);
        String minInSync = Integer.toString(Math.max(1, factor - 1));
        return Map.of(
                "default.replication.factor", replicas,
                "min.insync.replicas", minInSync,
                "offsets.topic.replication.factor", replicas,
                "transaction.state.log.replication.factor", replicas,
                "transaction.state.log.min.isr", minInSync,
                "share.coordinator.state.topic.replication.factor", replicas,
                "share.coordinator.state.topic.min.isr", minInSync);
    }

    private static Map<String, String> groups() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.streams.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "100",
                // For ever: an expired offset would make a consumer start from the beginning and count twice.
                "offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE),
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4");
    }

    /** Bounds for a broker that shares a small heap with everything else. */
    private static Map<String, String> memory() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "num.recovery.threads.per.data.dir", "2",
                "queued.max.requests", "64",
                "log.cleaner.dedupe.buffer.size", Integer.toString(8 * MIB),
                "log.segment.bytes", Integer.toString(256 * MIB),
                "log.index.size.max.bytes", Integer.toString(MIB));
    }
}
