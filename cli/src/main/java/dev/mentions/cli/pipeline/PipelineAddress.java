package dev.mentions.cli.pipeline;

import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import dev.mentions.generations.progress.FirestoreFences;
import dev.mentions.generations.progress.PipelineLag;
import dev.mentions.generations.registry.Generations;
import dev.mentions.generations.registry.Replay;
import dev.mentions.service.FirestoreSection;
import dev.mentions.service.Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * Where a running pipeline is found.
 *
 * @param producer the producer's root address
 * @param kafka settings of Kafka clients, its brokers among them
 * @param firestore where the counts stand
 * @param apiKey sent with every post, or null for none
 */
public record PipelineAddress(
        URI producer,
        Map<String, String> kafka,
        Database firestore,
        @Nullable String apiKey) {

    public PipelineAddress {
        kafka = Map.copyOf(kafka);
    }

    public static final int HTTP_PORT = 8080;
    public static final int KAFKA_PORT = 9092;
    public static final int FIRESTORE_PORT = 8090;

    /** The name of the sink that a pipeline has unless told otherwise. */
    public static final String SINK = "mentions";

    /** The project that a local Firestore server keeps its documents under. */
    public static final String LOCAL_PROJECT = FirestoreSection.LOCAL_PROJECT;

    static final String DEFAULT_DATABASE = "(default)";

    /** What the help of commands says about this class. */
    public static final String HELP = "MENTIONS_URL, MENTIONS_KAFKA_BOOTSTRAP_SERVERS and FIRESTORE_EMULATOR_HOST (or"
            + " MENTIONS_FIRESTORE_PROJECT for Google's) tell where the pipeline is; without them it is the one that"
            + " 'mentions local' starts at its default ports. Other MENTIONS_KAFKA_* go to Kafka's clients, as in the"
            + " services: MENTIONS_KAFKA_SECURITY_PROTOCOL=SASL_SSL.";

    /**
     * A Firestore database.
     *
     * @param project Google Cloud project
     * @param database database id
     * @param emulatorHost {@code host:port} of a local server, or null for Google's own
     */
    public record Database(
            String project, String database, @Nullable String emulatorHost) {

        /** Returns the one that a local Firestore server has. */
        public static Database local(String emulatorHost) {
            return new Database(LOCAL_PROJECT, DEFAULT_DATABASE, emulatorHost);
        }

        /** Connects; the caller closes. */
        public Firestore connect() {
            FirestoreOptions.Builder options =
                    FirestoreOptions.newBuilder().setProjectId(project).setDatabaseId(database);
            if (emulatorHost != null) {
                options.setEmulatorHost(emulatorHost);
            }
            return options.build().getService();
        }
    }

    /** Reads the environment; what it does not say is at the default ports of {@code mentions local}. */
    public static PipelineAddress from(Map<String, String> environment) {
        return new PipelineAddress(
                URI.create(environment.getOrDefault("MENTIONS_URL", "http://127.0.0.1:" + HTTP_PORT)),
                kafka(environment),
                firestore(environment),
                environment.get("MENTIONS_API_KEY"));
    }

    /**
     * Returns what a generation of this pipeline has not finished; the caller closes it.
     *
     * @param counts this pipeline's Firestore, kept open by the caller
     * @param sink the sink's name
     */
    public PipelineLag lag(Firestore counts, String sink, Generation generation)
            throws InterruptedException, ExecutionException {
        Optional<Replay> replay = new Generations(counts).find(generation);
        return new PipelineLag(
                kafka,
                replay.map(Replay::topics).orElseGet(() -> new Topics(generation)),
                replay.map(each -> each.scope().until()).orElse(Map.of()),
                new FirestoreFences(counts, sink, generation));
    }

    /** Returns Kafka's brokers. */
    public String bootstrapServers() {
        return Objects.requireNonNull(kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** Returns the settings of clients that need nothing but the brokers. */
    public static Map<String, String> brokers(String bootstrapServers) {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }

    /** Names the Kafka settings only, and no API key: the values may be passwords. */
    @Override
    public String toString() {
        return "PipelineAddress[producer=" + producer + ", kafka=" + kafka.keySet() + ", firestore=" + firestore + "]";
    }

    private static Map<String, String> kafka(Map<String, String> environment) {
        Map<String, String> kafka = new HashMap<>(brokers("127.0.0.1:" + KAFKA_PORT));
        kafka.putAll(new Settings(Map.of(), environment).passThrough("kafka.", Set.of()));
        return kafka;
    }

    private static Database firestore(Map<String, String> environment) {
        Optional<String> project = Optional.ofNullable(environment.get("MENTIONS_FIRESTORE_PROJECT"))
                .or(() -> Optional.ofNullable(environment.get("GOOGLE_CLOUD_PROJECT")));
        String emulator = environment.get("FIRESTORE_EMULATOR_HOST");
        if (emulator == null && project.isEmpty()) {
            emulator = "127.0.0.1:" + FIRESTORE_PORT;
        }
        return new Database(
                project.orElse(LOCAL_PROJECT),
                environment.getOrDefault("MENTIONS_FIRESTORE_DATABASE", DEFAULT_DATABASE),
                emulator);
    }
}
