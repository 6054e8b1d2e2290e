package dev.mentions.embedded.kafka;

import static java.util.Objects.requireNonNull;

import dev.mentions.embedded.process.LoopbackPorts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/**
 * A broker in this JVM, for development and tests: one node, on the loopback address, without passwords unless told. Its
 * data stands in a directory and is there again at the next start.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final DataDirectory directory;
    private final KraftNode node;
    private final int port;
    private final CompletableFuture<Void> failure;
    private boolean closed;

    private EmbeddedBroker(DataDirectory directory, KraftNode node, int port, CompletableFuture<Void> failure) {
        this.directory = directory;
        this.node = node;
        this.port = port;
        this.failure = failure;
    }

    /**
     * Begins to describe a broker.
     *
     * @param directory of its data; made if it is missing
     */
    public static Builder builder(Path directory) {
        return new Builder(directory);
    }

    /** Describes a broker. For one thread. */
    public static final class Builder {

        private final Path directory;
        private int port;
        private Map<String, String> security = Map.of();
        private Map<String, String> accessRules = Map.of();

        private Builder(Path directory) {
            this.directory = requireNonNull(directory, "directory");
        }

        /** Sets the port for clients; 0, the default, picks a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Lets nobody in but one user, under TLS. */
        public Builder security(SaslSsl saslSsl) {
            this.security = saslSsl.brokerSettings();
            return this;
        }

        /** Lets clients set who may do what; everybody may do what no rule is about. */
        public Builder accessRules() {
            this.accessRules = Map.of(
                    "authorizer.class.name",
                    StandardAuthorizer.class.getName(),
                    StandardAuthorizer.ALLOW_EVERYONE_IF_NO_ACL_IS_FOUND_CONFIG,
                    "true");
            return this;
        }

        /**
         * Starts the broker and returns once clients can use it, after some seconds.
         *
         * @throws BrokerException when the directory or the port is taken, or the data cannot be read
         */
        public EmbeddedBroker start() {
            Map<String, String> more = new HashMap<>(security);
            more.putAll(accessRules);
            return EmbeddedBroker.start(directory, port, more);
        }
    }

    private static EmbeddedBroker start(Path path, int wantedPort, Map<String, String> more) {
        if (wantedPort != 0 && !LoopbackPorts.isFree(wantedPort)) {
            throw new BrokerException("Port " + wantedPort + " on " + NodeSettings.HOST
                    + " is taken; stop what listens there or choose another port");
        }
        DataDirectory directory = new DataDirectory(path);
        CompletableFuture<Void> failure = new CompletableFuture<>();
        KafkaExit.register(failure);
        try {
            var free = LoopbackPorts.free(2);
            int port = wantedPort == 0 ? free.get(1) : wantedPort;
            NodeSettings settings =
                    new NodeSettings(DataDirectory.clusterId(path), 1, directory.data(), port, free.subList(0, 1));
            return new EmbeddedBroker(directory, new KraftNode(settings, more), port, failure);
        } catch (RuntimeException e) {
            KafkaExit.unregister(failure);
            directory.close();
            throw e;
        }
    }

    /** Returns where clients connect to, as {@code bootstrap.servers} wants it. */
    public String bootstrapServers() {
        return NodeSettings.HOST + ":" + port;
    }

    /** Completes exceptionally when the broker has ended by itself, for example because its disk is full. */
    public CompletionStage<Void> failure() {
        return failure;
    }

    /** Stops cleanly, in about a second. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            node.close();
            KafkaExit.unregister(failure);
            directory.close();
        }
    }
}
