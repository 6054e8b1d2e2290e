package dev.mentions.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.archive.DemoPosts;
import dev.mentions.cli.archive.Row;
import dev.mentions.contract.CountingScope;
import dev.mentions.contract.Generation;
import dev.mentions.contract.SinkDocuments;
import dev.mentions.contract.Topics;
import dev.mentions.embedded.firestore.FirestoreServer;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.generations.counts.CountLine;
import dev.mentions.generations.registry.Generations;
import dev.mentions.generations.registry.Replay;
import dev.mentions.streams.count.Windows;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each state that a local pipeline cannot go on from: its message names a command, and after it the counts are right. */
class RebuildIT {

    private static final String COST =
            " The stored posts are not affected. Run 'mentions local --rebuild --data-dir %s'."
                    + " It deletes all counts and every generation except the current one, and counts all stored posts again"
                    + " (about 1,000 posts per second on 2 cores).";

    @TempDir
    private static Path counted;

    private static List<Row.Json> posts;
    private static List<CountLine> totals;
    private static List<CountLine> windows;

    @TempDir
    private Path temporary;

    private Path directory;

    @BeforeAll
    static void count() throws Exception {
        posts = DemoPosts.read().subList(0, 40);
        var oracle = PipelineUse.oracle(posts);
        totals = oracle.totals().toList();
        windows = oracle.windows().toList();
        try (LocalPipeline pipeline = start(counted)) {
            await().atMost(PipelineUse.LIMIT).until(() -> pipeline.health().ready());
            use(pipeline).upload(posts);
            use(pipeline).upload(posts.subList(0, 10));
            use(pipeline).drain(Generation.FIRST);
        }
    }

    @BeforeEach
    void copy() throws IOException {
        directory = temporary.resolve("data");
        try (Stream<Path> files = Files.walk(counted)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(counted.relativize(file).toString()));
            }
        }
    }

    @Test
    void shouldCountAgainWhenTheFirestoreLogIsDamaged() throws Exception {
        Path log = directory.resolve("firestore/00000001.log");
        byte[] bytes = Files.readAllBytes(log);
        bytes[100] ^= 1;
        Files.write(log, bytes);

        assertThat(failure())
                .hasMessageMatching(
                        "The Firestore server's file .*/00000001.log is damaged at byte \\d+\\. The stored posts are"
                                + " not affected\\. Run 'mentions local --rebuild --data-dir " + directory
                                + "'\\. It deletes all"
                                + " counts, replays and promotions, and counts all stored posts again as generation 1 \\(about"
                                + " 1,000 posts per second on 2 cores\\)\\.");

        Rebuild.Report report = new Rebuild(directory).run();
        assertThat(report.documentsLost()).isTrue();
        assertThat(report.posts().count()).isEqualTo(50);
        assertThat(report.posts().oldest()).isBeforeOrEqualTo(report.posts().newest());
        assertCounted(Generation.FIRST);
    }

    @Test
    void shouldCountAgainWhenFirestoreWasEmptied() throws Exception {
        delete(directory.resolve("firestore"));

        assertThat(failure()).hasMessageStartingWith("FENCE_MISSING: ").hasMessageEndingWith(COST, directory);

        new Rebuild(directory).run();
        assertCounted(Generation.FIRST);
    }

    @Test
    void shouldCountAgainWhenTheCountsTopicWasMadeAgain() throws Exception {
        try (EmbeddedBroker broker =
                        EmbeddedBroker.builder(directory.resolve("kafka")).start();
                Admin admin = Admin.create(Map.copyOf(PipelineAddress.brokers(broker.bootstrapServers())))) {
            admin.deleteTopics(List.of(new Topics(Generation.FIRST).counts().name()))
                    .all()
                    .get();
        }

        assertThat(failure()).hasMessageStartingWith("TOPIC_RECREATED: ").hasMessageEndingWith(COST, directory);

        new Rebuild(directory).run();
        assertCounted(Generation.FIRST);
    }

    @Test
    void shouldCountAgainWhenTheFenceIsAheadOfTheLog() throws Exception {
        inFirestore(client -> client.collection(SinkDocuments.FENCES)
                .document(SinkDocuments.fenceId(PipelineAddress.SINK, Generation.FIRST, 0))
                .update(SinkDocuments.NEXT, 1_000_000L)
                .get());

        assertThat(failure()).hasMessageStartingWith("FENCE_AHEAD_OF_LOG: ").hasMessageEndingWith(COST, directory);

        new Rebuild(directory).run();
        assertCounted(Generation.FIRST);
    }

    /** A power failure leaves zeros. The fence goes back with its counts, and the sink applies again what came after it. */
    @Test
    void shouldGoOnByItselfWhenTheEndOfTheFirestoreLogIsTorn() throws Exception {
        Path log = directory.resolve("firestore/00000001.log");
        byte[] bytes = Files.readAllBytes(log);
        byte[] torn = Arrays.copyOf(Arrays.copyOf(bytes, bytes.length - bytes.length / 3), bytes.length + 4096);
        Files.write(log, torn, StandardOpenOption.TRUNCATE_EXISTING);

        assertCounted(Generation.FIRST);
    }

    /** The topic that cannot be made again: after a crash the broker cuts off what follows a damaged record. */
    @Test
    void shouldSayWhichPostsTheBrokerHasCutOff() throws Exception {
        Path data = directory.resolve("kafka/data");
        Path segment = data.resolve("mentions.posts.v1-0/00000000000000000000.log");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);
        Files.delete(data.resolve(".kafka_cleanshutdown"));
        Files.delete(data.resolve("recovery-point-offset-checkpoint"));

        assertThat(failure())
                .hasMessageMatching(
                        "The posts topic in " + directory + "/kafka has lost posts: partition 0, offsets \\d+ to"
                                + " \\d+\\. The broker cuts damaged data off when it starts after a crash\\. Restore the data"
                                + " directory from a copy\\. Without a copy, run 'mentions local --rebuild --data-dir "
                                + directory
                                + "' to go on without these posts\\. It deletes all counts and every generation except the current"
                                + " one, and counts all stored posts again \\(about 1,000 posts per second on 2 cores\\)\\.");

        Rebuild.Report report = new Rebuild(directory).run();
        LostPosts lost = report.lost().get(0);
        assertThat(report.posts().count()).isEqualTo(50 - (lost.to() - lost.from()));
        try (LocalPipeline pipeline = start(directory)) {
            use(pipeline).upload(posts);
            use(pipeline).drain(Generation.FIRST);
            assertThat(use(pipeline).totals(Generation.FIRST)).containsExactlyElementsOf(totals);
        }
    }

    @Test
    void shouldKeepTheCurrentGenerationAndHowItIsMade() throws Exception {
        inFirestore(client -> {
            Generations generations = new Generations(client);
            generations.add(RebuildIT::replay);
            Replay hourly = generations.add(RebuildIT::replay);
            generations.promote(generations.pointer(), hourly.generation());
        });

        Rebuild.Report report = new Rebuild(directory).run();

        assertThat(report.current().number()).isEqualTo(3);
        assertThat(report.deleted()).containsExactly(1);
        var oracle = PipelineUse.oracle(posts, new Windows(Duration.ofHours(1)));
        try (LocalPipeline pipeline = start(directory)) {
            use(pipeline).drain(report.current());
            assertThat(use(pipeline).windows(report.current()))
                    .containsExactlyElementsOf(oracle.windows().toList());
        }
    }

    @Test
    void shouldFinishARebuildThatWasInterrupted() throws Exception {
        // Given one that was killed when the old documents were deleted and the kept ones not in their place
        Rebuild rebuild = new Rebuild(directory);
        assertThat(rebuild.isUnfinished()).isFalse();
        Files.write(directory.resolve("rebuild-unfinished"), new byte[0]);
        delete(directory.resolve("firestore"));
        Files.createDirectory(directory.resolve("firestore-kept"));
        assertThat(rebuild.isUnfinished()).isTrue();

        // When
        rebuild.run();

        // Then
        assertThat(rebuild.isUnfinished()).isFalse();
        assertCounted(Generation.FIRST);
    }

    private static Replay replay(Generation generation) {
        return new Replay(
                generation,
                Map.of(),
                true,
                CountingScope.ALL,
                generation,
                Replay.Model.BUNDLED,
                Duration.ofHours(1),
                4,
                Instant.now(),
                new Replay.Place("here", Path.of("gone")));
    }

    /** Starts the pipeline and returns what it fails with, at the start or later. */
    private Throwable failure() throws Exception {
        try (LocalPipeline pipeline = start(directory)) {
            await().atMost(PipelineUse.LIMIT)
                    .until(() -> pipeline.failure().toCompletableFuture().isCompletedExceptionally());
            pipeline.failure().toCompletableFuture().join();
            throw new AssertionError("it did not fail");
        } catch (CompletionException e) {
            return e.getCause();
        } catch (PipelineStoppedException e) {
            return e;
        }
    }

    private void assertCounted(Generation generation) throws Exception {
        try (LocalPipeline pipeline = start(directory)) {
            use(pipeline).drain(generation);
            assertThat(use(pipeline).totals(generation)).containsExactlyElementsOf(totals);
            assertThat(use(pipeline).windows(generation)).containsExactlyElementsOf(windows);
            // What was counted before is still known.
            use(pipeline).upload(posts);
            use(pipeline).drain(generation);
            assertThat(use(pipeline).totals(generation)).containsExactlyElementsOf(totals);
        }
    }

    private interface Change {
        void in(Firestore client) throws InterruptedException, ExecutionException;
    }

    private void inFirestore(Change change) throws Exception {
        try (FirestoreServer server = FirestoreServer.builder()
                        .directory(directory.resolve("firestore"))
                        .start();
                Firestore client = PipelineAddress.Database.local(server.host()).connect()) {
            change.in(client);
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static LocalPipeline start(Path directory) throws Exception {
        return LocalPipeline.start(LocalSettings.unobserved(directory, PipelineUse.THREADS), new SimpleMeterRegistry());
    }

    private static PipelineUse use(LocalPipeline pipeline) {
        return new PipelineUse(pipeline.address());
    }
}
