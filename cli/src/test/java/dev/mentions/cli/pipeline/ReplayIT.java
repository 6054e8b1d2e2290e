package dev.mentions.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.archive.DemoPosts;
import dev.mentions.cli.archive.Row;
import dev.mentions.cli.counts.CountOracle;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.SinkDocuments;
import dev.mentions.generations.counts.CountLine;
import dev.mentions.generations.registry.Generations;
import dev.mentions.generations.registry.LogPosition;
import dev.mentions.generations.registry.Replay;
import dev.mentions.generations.registry.ReplayPlan;
import dev.mentions.generations.storage.GenerationInFirestore;
import dev.mentions.generations.storage.GenerationInKafka;
import dev.mentions.streams.count.Windows;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays beside a pipeline that goes on. */
class ReplayIT {

    private static final Generation SECOND = new Generation(2);
    private static final Windows HOURLY = new Windows(Duration.ofHours(1));

    /** So that a process that has stopped is not listed in its groups for long. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "MENTIONS_KAFKA_MAIN_CONSUMER_SESSION_TIMEOUT_MS", "6000",
            "MENTIONS_KAFKA_MAIN_CONSUMER_HEARTBEAT_INTERVAL_MS", "1500",
            // What a live service is told must not reach a replay.
            "MENTIONS_GENERATION", "7",
            "MENTIONS_STATE_DIR", "/dev/null");

    private static final Duration SESSIONS_END = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final List<Row.Json> posts = demoPosts();
    private LocalPipeline pipeline;
    private PipelineUse use;
    private Firestore firestore;
    private Generations generations;
    private Admin admin;

    private static List<Row.Json> demoPosts() {
        try {
            return DemoPosts.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() throws Exception {
        pipeline = LocalPipeline.start(
                LocalSettings.unobserved(directory.resolve("live"), PipelineUse.THREADS), new SimpleMeterRegistry());
        PipelineAddress address = pipeline.address();
        use = new PipelineUse(address);
        firestore = address.firestore().connect();
        generations = new Generations(firestore);
        admin = Admin.create(Map.copyOf(address.kafka()));
    }

    @AfterEach
    void stop() throws Exception {
        admin.close();
        firestore.close();
        pipeline.close();
    }

    @Test
    void shouldCountEveryPostOnceInBothThoughItIsStoppedAndLivePostsArrive() throws Exception {
        CountOracle oracle = PipelineUse.oracle(posts);
        List<CountLine> totals = oracle.totals().toList();
        List<CountLine> windows = oracle.windows().toList();
        use.upload(posts.subList(0, posts.size() / 2));

        Replay replay = generations.add(everything(3).locate(admin, Generation.FIRST));
        assertThat(replay.generation()).isEqualTo(SECOND);
        assertThat(replay.isPartial()).isFalse();
        CompletableFuture<Void> uploading = CompletableFuture.runAsync(() -> {
            try {
                use.upload(posts.subList(posts.size() / 2, posts.size()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try (ReplayRun stopped = run(replay, "one")) {
            await().atMost(PipelineUse.LIMIT).until(() -> !use.totals(SECOND).isEmpty());
            assertThat(stopped.failure().toCompletableFuture()).isNotDone();
        }
        uploading.get();
        // On another machine, where nothing is known of the first run.
        try (ReplayRun resumed = run(generations.find(SECOND).orElseThrow(), "two")) {
            use.drain(SECOND);
            assertThat(resumed.failure().toCompletableFuture()).isNotDone();
        }
        use.drain(Generation.FIRST);

        assertThat(use.totals(SECOND)).containsExactlyElementsOf(totals);
        assertThat(use.windows(SECOND)).containsExactlyElementsOf(windows);
        assertThat(use.totals(Generation.FIRST)).containsExactlyElementsOf(totals);
        assertThat(use.windows(Generation.FIRST)).containsExactlyElementsOf(windows);

        shouldLeaveNothingBehindWhenItIsTakenAway(replay);
        assertThat(use.windows(Generation.FIRST)).containsExactlyElementsOf(windows);
    }

    private void shouldLeaveNothingBehindWhenItIsTakenAway(Replay replay) throws Exception {
        GenerationInKafka inKafka = new GenerationInKafka(admin, SECOND, PipelineAddress.SINK);
        assertThat(inKafka.topics()).hasSize(7);
        assertThat(inKafka.awaitNobody(SESSIONS_END)).isEmpty();

        inKafka.delete();
        new GenerationInFirestore(firestore, SECOND, PipelineAddress.SINK).delete(count -> {});
        generations.remove(replay.generation());

        assertThat(admin.listTopics().names().get()).noneMatch(topic -> topic.contains("g2"));
        assertThat(admin.listGroups().all().get())
                .extracting(GroupListing::groupId)
                .hasSize(3)
                .noneMatch(group -> group.contains("g2"));
        assertThat(firestore.collection(CountDocuments.root(SECOND)).listDocuments())
                .isEmpty();
        assertThat(firestore.collection(SinkDocuments.FENCES).listDocuments())
                .isNotEmpty()
                .noneMatch(fence -> fence.getId().startsWith("mentions.2."));
        assertThat(generations.replays()).isEmpty();
        // Counted by the server, so that nothing hides below documents that are missing.
        int fences = firestore.collection(SinkDocuments.FENCES).get().get().size();
        assertThat(pipeline.firestore().documentCount())
                .isEqualTo(use.totals(Generation.FIRST).size()
                        + use.windows(Generation.FIRST).size()
                        + fences);
    }

    @Test
    void shouldCountThePartThatWasAskedFor() throws Exception {
        use.upload(posts.subList(0, posts.size() / 2));
        Replay replay = generations.add(new ReplayPlan(
                        new LogPosition.Earliest(),
                        new LogPosition.Latest(),
                        List.of("the LANTERN "),
                        List.of(EntityKind.PERSON),
                        null,
                        Replay.Model.BUNDLED,
                        Duration.ofDays(1),
                        0,
                        new Replay.Place("here", directory))
                .locate(admin, Generation.FIRST));
        use.upload(posts.subList(posts.size() / 2, posts.size()));
        assertThat(replay.isPartial()).isTrue();

        try (ReplayRun run = run(replay, "part")) {
            use.drain(SECOND);
            assertThat(run.failure().toCompletableFuture()).isNotDone();
        }

        assertThat(use.totals(SECOND))
                .isNotEmpty()
                .containsExactlyElementsOf(PipelineUse.oracle(posts.subList(0, posts.size() / 2))
                        .totals()
                        .filter(line -> line.publication().equals("the lantern"))
                        .filter(line -> line.kind() == EntityKind.PERSON || line.kind() == EntityKind.ARTICLE)
                        .toList());
    }

    @Test
    void shouldCountInOtherWindowsTheNamesThatAreFoundAlready() throws Exception {
        CountOracle oracle = PipelineUse.oracle(posts, HOURLY);
        use.upload(posts.subList(0, posts.size() / 2));
        Replay replay = generations.add(new ReplayPlan(
                        new LogPosition.Earliest(),
                        null,
                        List.of(),
                        List.of(),
                        Generation.FIRST,
                        null,
                        HOURLY.size(),
                        3,
                        new Replay.Place("here", directory))
                .locate(admin, Generation.FIRST));
        try (ReplayRun run = run(replay, "recount")) {
            use.upload(posts.subList(posts.size() / 2, posts.size()));
            use.drain(SECOND);
            assertThat(run.failure().toCompletableFuture()).isNotDone();
        }

        assertThat(replay.isPartial()).isFalse();
        assertThat(use.totals(SECOND)).containsExactlyElementsOf(oracle.totals().toList());
        assertThat(use.windows(SECOND))
                .containsExactlyElementsOf(oracle.windows().toList());
        assertThat(new GenerationInKafka(admin, SECOND, PipelineAddress.SINK).topics())
                .as("mentions are those of the first generation")
                .contains("mentions.counts.v1.g2")
                .noneMatch(topic -> topic.contains("entities.v1.g2") || topic.contains("extract-g2"));
        String counts = replay.topics().counts().name();
        assertThat(admin.describeTopics(List.of(counts))
                        .allTopicNames()
                        .get()
                        .get(counts)
                        .partitions())
                .as("partitions that were asked for")
                .hasSize(3);
    }

    @Test
    void shouldBeginWhereItWasTold() throws Exception {
        use.upload(posts.subList(0, 40));
        use.drain(Generation.FIRST);
        Replay replay = generations.add(plan(new LogPosition.Latest(), null, 0).locate(admin, Generation.FIRST));
        assertThat(replay.isPartial()).isTrue();
        use.upload(posts.subList(40, 80));

        try (ReplayRun run = run(replay, "late")) {
            use.drain(SECOND);
            assertThat(run.failure().toCompletableFuture()).isNotDone();
        }

        assertThat(use.totals(SECOND))
                .containsExactlyElementsOf(
                        PipelineUse.oracle(posts.subList(40, 80)).totals().toList());
    }

    @Test
    void shouldRefuseAPlaceThatIsNotInTheLog() {
        assertThatThrownBy(() -> plan(new LogPosition.Offsets(Map.of(0, 1_000L)), null, 0)
                        .locate(admin, Generation.FIRST))
                .hasMessageContaining("partitions [0, 1, 2, 3]");
        assertThatThrownBy(() -> plan(new LogPosition.Offsets(Map.of(0, 9L, 1, 0L, 2, 0L, 3, 0L)), null, 0)
                        .locate(admin, Generation.FIRST))
                .hasMessageContaining("0 to 0, not 9");
        assertThatThrownBy(() -> plan(new LogPosition.Earliest(), LogPosition.parse("2999-01-01"), 0)
                        .locate(admin, Generation.FIRST))
                .hasMessageContaining("not over yet");
    }

    private ReplayPlan everything(int partitions) {
        return plan(new LogPosition.Earliest(), null, partitions);
    }

    private ReplayPlan plan(LogPosition from, @Nullable LogPosition until, int partitions) {
        return new ReplayPlan(
                from,
                until,
                List.of(),
                List.of(),
                null,
                Replay.Model.BUNDLED,
                Duration.ofDays(1),
                partitions,
                new Replay.Place("here", directory));
    }

    private ReplayRun run(Replay replay, String instance) throws Exception {
        return ReplayRun.start(
                replay,
                new ReplayRun.Local(1, null, directory.resolve(instance), PipelineAddress.SINK),
                pipeline.address(),
                ENVIRONMENT,
                new SimpleMeterRegistry());
    }
}
