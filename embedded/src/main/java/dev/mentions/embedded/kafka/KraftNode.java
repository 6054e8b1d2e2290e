package dev.mentions.embedded.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A running node. This class and {@link KafkaExit} alone use Kafka's internal interfaces, which may change with any release. */
final class KraftNode implements AutoCloseable {

    private final KafkaRaftServer server;

    /**
     * Formats the node's directory if that has not been done, and starts. Returns once clients can use the broker,
     * which in a cluster takes a majority of its nodes.
     */
    KraftNode(NodeSettings settings) {
        this(settings, Map.of());
    }

    /**
     * @param security over the settings, see {@link SaslSsl#brokerSettings()}; empty for plain text
     */
    KraftNode(NodeSettings settings, Map<String, String> security) {
        format(settings);
        Map<String, String> properties = new HashMap<>(settings.properties());
        properties.putAll(security);
        server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (Exception | InternalError e) {
            stopHalfStarted();
            throw BrokerException.notStarted(settings.data(), e);
        }
    }

    private void stopHalfStarted() {
        try {
            server.shutdown();
        } catch (RuntimeException e) {
            // Why it could not start says more.
        }
    }

    private static void format(NodeSettings settings) {
        String data = settings.data().toString();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(settings.clusterId())
                    .setNodeId(settings.nodeId())
                    .setControllerListenerName(NodeSettings.CONTROLLER_LISTENER)
                    .setDirectories(List.of(data))
                    .setMetadataLogDirectory(data)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) {
            throw new BrokerException("Cannot prepare " + data + " for the broker", e);
        }
    }

    /** Moves leadership away where it can, closes the log cleanly and stops. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
