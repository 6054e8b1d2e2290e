package dev.mentions.cli.pipeline;

import dev.mentions.contract.ConsumerGroups;
import dev.mentions.generations.registry.Replay;
import dev.mentions.service.Service;
import dev.mentions.service.Settings;
import dev.mentions.service.Telemetry;
import dev.mentions.sink.app.SinkService;
import dev.mentions.sink.config.SinkConfig;
import dev.mentions.streams.app.StreamsService;
import dev.mentions.streams.config.StreamsAppConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams app and the sink of a generation, in this process, beside whatever makes the others: the same services
 * that run live. Several processes may run the same replay and share its partitions.
 */
public final class ReplayRun implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReplayRun.class);

    private static final long LIMIT_SECONDS = 30;

    private final List<Service> services;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    /**
     * What may differ from process to process.
     *
     * @param threads that find names
     * @param model file of the model; null for the bundled one
     * @param stateDirectory of this process
     * @param sink the sink's name
     */
    public record Local(int threads, @Nullable Path model, Path stateDirectory, String sink) {}

    private ReplayRun(List<Service> services) {
        this.services = services;
        for (Service service : services) {
            service.failure().whenComplete((nothing, error) -> failure.completeExceptionally(error));
        }
    }

    /**
     * Starts to count, or goes on where it was left.
     *
     * @param environment what it says of services holds here too, where the replay does not say otherwise
     */
    public static ReplayRun start(
            Replay replay, Local local, PipelineAddress address, Map<String, String> environment, MeterRegistry metrics)
            throws Exception {
        Map<String, String> streams = streams(replay, local);
        Map<String, String> sink = sink(replay, local, address);
        address.kafka().forEach((key, value) -> {
            streams.put("kafka." + key, value);
            sink.put("kafka." + key, value);
        });
        Telemetry telemetry = Telemetry.untraced(metrics);
        StreamsService streamsService =
                new StreamsService(StreamsAppConfig.from(settings(streams, environment)), telemetry);
        ReplayRun run = new ReplayRun(
                List.of(streamsService, new SinkService(SinkConfig.from(settings(sink, environment)), telemetry)));
        streamsService.stopped().whenComplete((nothing, error) -> run.failure.completeExceptionally(error));
        if (!replay.isRecount()) {
            try (Admin admin = Admin.create(Map.copyOf(address.kafka()))) {
                beginAt(replay, admin);
            }
        }
        try {
            for (Service service : run.services) {
                service.start();
            }
            return run;
        } catch (Exception e) {
            run.close();
            throw e;
        }
    }

    /** Completes exceptionally when a service has failed for good. */
    public CompletionStage<Void> failure() {
        return failure;
    }

    /** Finishes what is under way and stops; the rest is done by the next run. */
    @Override
    public void close() {
        List<CompletableFuture<Void>> closing = new ArrayList<>();
        for (Service service : services) {
            closing.add(CompletableFuture.runAsync(service::close));
        }
        closing.forEach(CompletableFuture::join);
    }

    private static Map<String, String> streams(Replay replay, Local local) {
        Map<String, String> settings = new HashMap<>(replay.settings());
        settings.put("role", replay.isRecount() ? "count" : "both");
        settings.put("state.dir", local.stateDirectory().toString());
        settings.put("extract.threads", Integer.toString(local.threads()));
        settings.put("extract.model", local.model() == null ? "" : local.model().toString());
        settings.put("topics.create", "true");
        // Nobody asks a replay for counts: it has no management port.
        settings.put("count.view", "false");
        return settings;
    }

    private static Map<String, String> sink(Replay replay, Local local, PipelineAddress address) {
        Map<String, String> settings = new HashMap<>();
        settings.put("generation", Integer.toString(replay.generation().number()));
        settings.put("sink.name", local.sink());
        settings.put("firestore.project", address.firestore().project());
        settings.put("firestore.database", address.firestore().database());
        String emulator = address.firestore().emulatorHost();
        settings.put("firestore.emulator-host", emulator == null ? "" : emulator);
        return settings;
    }

    /** What the replay says holds, also against the environment, which may be that of a live service. */
    private static Settings settings(Map<String, String> own, Map<String, String> environment) {
        Map<String, String> others = new HashMap<>(environment);
        own.keySet().forEach(key -> others.remove(Settings.variable(key)));
        return new Settings(own, others);
    }

    /**
     * Has the extraction begin where the replay says. Only partitions that it has committed nothing of: a run that was
     * stopped goes on where it was.
     */
    static void beginAt(Replay replay, Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        String group = ConsumerGroups.extract(replay.generation());
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        Map<TopicPartition, OffsetAndMetadata> begin = new HashMap<>();
        replay.from().forEach((partition, offset) -> {
            TopicPartition posts = new TopicPartition(replay.topics().posts().name(), partition);
            if (committed.get(posts) == null) {
                begin.put(posts, new OffsetAndMetadata(offset));
            }
        });
        if (!begin.isEmpty()) {
            admin.alterConsumerGroupOffsets(group, begin).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            LOGGER.atInfo()
                    .addKeyValue("generation", replay.generation().number())
                    .addKeyValue("partitions", begin.size())
                    .log("Set where the replay begins");
        }
    }
}
