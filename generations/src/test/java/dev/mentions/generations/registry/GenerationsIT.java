package dev.mentions.generations.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import dev.mentions.contract.CountingScope;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import dev.mentions.embedded.firestore.FirestoreServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GenerationsIT {

    private static final Generation SECOND = new Generation(2);
    private static final Generation THIRD = new Generation(3);

    private FirestoreServer server;
    private Firestore firestore;
    private Generations generations;

    @BeforeEach
    void start() throws Exception {
        server = FirestoreServer.builder().start();
        firestore = FirestoreOptions.newBuilder()
                .setProjectId("test")
                .setEmulatorHost(server.host())
                .build()
                .getService();
        generations = new Generations(firestore);
    }

    @AfterEach
    void stop() throws Exception {
        firestore.close();
        server.close();
    }

    @Test
    void shouldHaveReadersTakeTheFirstUntilAnotherIsPromoted() throws Exception {
        assertThat(generations.pointer()).isEqualTo(new Generations.Pointer(Generation.FIRST, null, null));

        generations.promote(generations.pointer(), SECOND);
        assertThat(generations.current()).isEqualTo(SECOND);
        assertThat(generations.pointer().previous()).isEqualTo(Generation.FIRST);

        generations.promote(generations.pointer(), THIRD);
        assertThat(generations.current()).isEqualTo(THIRD);
        assertThat(generations.pointer().previous()).isEqualTo(SECOND);

        generations.forgetPrevious(generations.pointer());
        assertThat(generations.current()).isEqualTo(THIRD);
        assertThat(generations.pointer().previous()).isNull();
    }

    @Test
    void shouldNotPromoteOnceSomebodyElseHas() throws Exception {
        Generations.Pointer nothing = generations.pointer();
        generations.promote(nothing, SECOND);
        assertThatThrownBy(() -> generations.promote(nothing, THIRD)).isInstanceOf(IllegalStateException.class);

        Generations.Pointer second = generations.pointer();
        generations.promote(second, THIRD);
        assertThatThrownBy(() -> generations.promote(second, new Generation(4)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("generation 3");
        assertThatThrownBy(() -> generations.forgetPrevious(second)).isInstanceOf(IllegalStateException.class);
        assertThat(generations.pointer().generation()).isEqualTo(THIRD);
    }

    @Test
    void shouldKeepEverythingThatAReplayWasTold() throws Exception {
        Replay partial = new Replay(
                SECOND,
                Map.of(0, 12L, 1, 0L),
                false,
                new CountingScope(Map.of(0, 99L, 1, 98L), Set.of("0123"), Set.of(EntityKind.PERSON, EntityKind.MISC)),
                SECOND,
                new Replay.Model("new.bin", "abc"),
                Duration.ofHours(1),
                7,
                Instant.parse("2026-11-24T12:00:00.123456Z"),
                new Replay.Place("host", Path.of("/state")));
        Replay whole = replay(THIRD);

        assertThat(generations.add(generation -> partial)).isEqualTo(partial);
        generations.add(generation -> whole);

        assertThat(generations.find(SECOND)).contains(partial);
        assertThat(generations.find(THIRD)).contains(whole);
        assertThat(generations.replays()).containsExactly(partial, whole);

        generations.remove(SECOND);
        assertThat(generations.replays()).containsExactly(whole);
        assertThat(generations.find(SECOND)).isEmpty();
    }

    @Test
    void shouldGiveEachReplayANumberAfterAllOthers() throws Exception {
        assertThat(generations.add(GenerationsIT::replay).generation()).isEqualTo(SECOND);
        generations.promote(generations.pointer(), new Generation(5));
        assertThat(generations.add(GenerationsIT::replay).generation()).isEqualTo(new Generation(6));
    }

    @Test
    void shouldGiveEachReplayTheNumberAfterThoseThatNobodyHasPromoted() throws Exception {
        assertThat(generations.add(GenerationsIT::replay).generation()).isEqualTo(SECOND);
        assertThat(generations.add(GenerationsIT::replay).generation()).isEqualTo(THIRD);
    }

    @Test
    void shouldListReplaysInTheOrderOfTheirNumbers() throws Exception {
        Replay ninth = replay(new Generation(9));
        Replay tenth = replay(new Generation(10));
        generations.add(generation -> ninth);
        generations.add(generation -> tenth);

        assertThat(generations.replays()).containsExactly(ninth, tenth);
    }

    @Test
    void shouldTellWhichGenerationFindsTheNames() throws Exception {
        generations.add(generation -> replay(THIRD));

        assertThat(generations.extraction(THIRD)).isEqualTo(Generation.FIRST);
        assertThat(generations.extraction(SECOND)).isEqualTo(SECOND);
        assertThat(generations.topics(THIRD)).isEqualTo(new Topics(THIRD, Generation.FIRST));
        assertThat(generations.topics(Generation.FIRST)).isEqualTo(new Topics(Generation.FIRST));
    }

    @Test
    void shouldLetOneOfSeveralHaveANumber() {
        List<CompletableFuture<Generation>> adding = IntStream.range(0, 4)
                .mapToObj(each -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return generations.add(GenerationsIT::replay).generation();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                }))
                .toList();

        List<Generation> added = adding.stream()
                .map(future -> future.handle((generation, error) -> generation).join())
                .filter(generation -> generation != null)
                .toList();
        assertThat(added).isNotEmpty().doesNotHaveDuplicates();
    }

    private static Replay replay(Generation generation) {
        return new Replay(
                generation,
                Map.of(0, 0L),
                true,
                CountingScope.ALL,
                Generation.FIRST,
                null,
                Duration.ofDays(1),
                4,
                Instant.parse("2026-11-24T12:00:00Z"),
                new Replay.Place("host", Path.of("/state")));
    }
}
