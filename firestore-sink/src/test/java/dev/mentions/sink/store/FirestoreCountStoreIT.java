package dev.mentions.sink.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.SetOptions;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.embedded.firestore.ArmedFault;
import dev.mentions.embedded.firestore.FirestoreServer;
import dev.mentions.embedded.firestore.Rpc;
import dev.mentions.sink.plan.CommitPlan;
import dev.mentions.sink.plan.CountChange;
import dev.mentions.sink.plan.DeadLetter;
import dev.mentions.sink.plan.Fence;
import dev.mentions.sink.plan.StoredFence;
import dev.mentions.sink.plan.Window;
import dev.mentions.sink.store.StoreException.Kind;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirestoreCountStoreIT {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Window FRIDAY =
            new Window(Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z"));
    private static final Window LONG_AGO =
            new Window(Instant.parse("2016-01-01T00:00:00Z"), Instant.parse("2016-01-02T00:00:00Z"));
    private static final EntityKey ARTICLES = EntityKey.articles("le monde");
    private static final EntityKey ADA = new EntityKey("le monde", EntityKind.PERSON, "ada lovelace");
    private static final String PUBLICATION = "publications/" + CountDocuments.publicationId("le monde");
    private static final String ADA_ID = CountDocuments.entityId(EntityKind.PERSON, "ada lovelace");

    private final int partition = 3;
    private FirestoreServer server;
    private FirestoreCountStore store;
    private Firestores reader;

    @BeforeEach
    void start() throws Exception {
        server = FirestoreServer.builder().start();
        store = FirestoreCountStore.connect(Firestores.config(server));
        reader = new Firestores(server);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        reader.close();
        server.close();
    }

    @Test
    void shouldWriteDocumentsAsTheContractSays() throws Exception {
        Instant time = created(10);

        await(store.commit(
                partition,
                plan(
                        new CountChange(ARTICLES, null, "Le Monde", 3),
                        new CountChange(ARTICLES, FRIDAY, "Le Monde", 2),
                        new CountChange(ADA, null, "Ada Lovelace", 7),
                        new CountChange(ADA, LONG_AGO, "Ada", 5)),
                time));

        DocumentSnapshot publication = reader.get(PUBLICATION);
        assertThat(publication.getData())
                .isEqualTo(Map.of(
                        "key",
                        "le monde",
                        "name",
                        "Le Monde",
                        "articles",
                        3L,
                        "updatedAt",
                        inMilliseconds(publication.getUpdateTime())));
        assertThat(reader.get(PUBLICATION + "/windows/2026-11-20T00:00:00Z").getData())
                .isEqualTo(Map.of(
                        "start", timestamp(FRIDAY.start()),
                        "end", timestamp(FRIDAY.end()),
                        "articles", 2L,
                        "expireAt", timestamp(FRIDAY.end().plus(Duration.ofDays(400)))));
        assertThat(reader.get(PUBLICATION + "/entities/" + ADA_ID).getData())
                .isEqualTo(Map.of(
                        "key", "ada lovelace",
                        "text", "Ada Lovelace",
                        "kind", "person",
                        "generation", 1L,
                        "period", "all",
                        "count", 7L));
        assertThat(reader.get(PUBLICATION + "/windows/2016-01-01T00:00:00Z/entities/" + ADA_ID)
                        .getData())
                .isEqualTo(Map.of(
                        "key", "ada lovelace",
                        "text", "Ada",
                        "kind", "person",
                        "generation", 1L,
                        "period", "window",
                        "count", 5L,
                        "expireAt", timestamp(NOW.plus(Duration.ofDays(400)))));
        assertThat(reader.get(PUBLICATION + "/windows/2016-01-01T00:00:00Z").exists())
                .as("a window without articles")
                .isFalse();
    }

    @Test
    void shouldLeaveOutTheExpiryWhenWindowsAreKeptForEver() throws Exception {
        try (FirestoreCountStore keeping =
                FirestoreCountStore.connect(Firestores.config(server, "window.retention", "0d"))) {
            await(keeping.commit(
                    partition,
                    plan(new CountChange(ARTICLES, FRIDAY, "Le Monde", 2), new CountChange(ADA, FRIDAY, "Ada", 1)),
                    created(10)));
        }

        assertThat(reader.get(PUBLICATION + "/windows/2026-11-20T00:00:00Z").getData())
                .containsOnlyKeys("start", "end", "articles");
        assertThat(reader.get(PUBLICATION + "/windows/2026-11-20T00:00:00Z/entities/" + ADA_ID)
                        .getData())
                .containsOnlyKeys("key", "text", "kind", "generation", "period", "count");
    }

    @Test
    void shouldAddToWhatIsThereAndLeaveTheFieldsOfOthers() throws Exception {
        reader.client()
                .document(PUBLICATION)
                .set(Map.of("articles", 40L, "editor", "somebody"), SetOptions.merge())
                .get();

        await(store.commit(partition, plan(new CountChange(ARTICLES, null, "Le Monde", 2)), created(10)));

        assertThat(reader.get(PUBLICATION).getData())
                .containsEntry("articles", 42L)
                .containsEntry("editor", "somebody");
    }

    @Test
    void shouldReadTheFenceItWrote() throws Exception {
        assertThat(await(store.read(partition))).isEmpty();

        Instant created = created(10);
        Fence claim = new Fence(10, "me", 1, "topic-1").claimedBy("you");
        Instant claimed = await(store.claim(partition, claim, created));

        assertThat(await(store.read(partition)))
                .isEqualTo(Optional.of(new StoredFence(new Fence(10, "you", 2, "topic-1"), claimed)));
        assertThat(reader.get("mentions-fences/mentions.1." + partition).getData())
                .isEqualTo(Map.of("next", 10L, "owner", "you", "epoch", 2L, "topicId", "topic-1"));

        Instant moved = await(store.commit(partition, plan(), claimed));

        assertThat(await(store.read(partition)))
                .isEqualTo(Optional.of(new StoredFence(new Fence(15, "you", 2, "topic-1"), moved)));
        assertThat(moved).isAfter(claimed);
    }

    @Test
    void shouldNotCreateAFenceTwice() {
        created(10);

        assertFails(store.create(partition, new Fence(0, "other", 1, "topic-1")), Kind.UNCLEAR);

        assertThat(await(store.read(partition)).orElseThrow().fence().owner()).isEqualTo("me");
    }

    @Test
    void shouldApplyNothingOfACommitOnAFenceThatHasMoved() throws Exception {
        Instant created = created(10);
        await(store.claim(partition, new Fence(10, "you", 2, "topic-1"), created));

        assertFails(store.commit(partition, plan(new CountChange(ADA, null, "Ada", 7)), created), Kind.UNCLEAR);
        assertFails(store.claim(partition, new Fence(10, "me", 3, "topic-1"), created), Kind.UNCLEAR);

        assertThat(reader.counts()).isEmpty();
        assertThat(await(store.read(partition)).orElseThrow().fence()).isEqualTo(new Fence(10, "you", 2, "topic-1"));
    }

    @Test
    void shouldKeepADeadLetterBesideTheFence() throws Exception {
        CommitPlan plan = new CommitPlan(10, 15, 1, List.of(), List.of(new DeadLetter(12, "not JSON")), NOW);

        await(store.commit(partition, plan, created(10)));

        assertThat(reader.get("mentions-dead-letters/mentions.1." + partition + ".12")
                        .getData())
                .isEqualTo(Map.of(
                        "topic",
                        "mentions.counts.v1",
                        "partition",
                        (long) partition,
                        "offset",
                        12L,
                        "reason",
                        "not JSON",
                        "at",
                        timestamp(NOW)));
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_ARGUMENT, REFUSED",
        "RESOURCE_EXHAUSTED, OVERLOADED",
        "ABORTED, OVERLOADED",
        "PERMISSION_DENIED, DENIED",
        "UNAUTHENTICATED, DENIED",
        "UNAVAILABLE, UNCLEAR",
        "DEADLINE_EXCEEDED, UNCLEAR",
        "INTERNAL, UNCLEAR",
        "CANCELLED, UNCLEAR",
        "UNKNOWN, UNCLEAR",
        "FAILED_PRECONDITION, UNCLEAR",
        "NOT_FOUND, UNCLEAR"
    })
    void shouldTellFailuresApartAndTryNothingTwice(Status.Code code, Kind kind) {
        Instant time = created(10);
        long before = server.statistics().calls(Rpc.COMMIT);
        server.faults().on(Rpc.COMMIT).failBefore(code);

        assertFails(store.commit(partition, plan(), time), kind);
        assertThat(server.statistics().calls(Rpc.COMMIT) - before).isEqualTo(1);

        long reads = server.statistics().calls(Rpc.BATCH_GET_DOCUMENTS);
        server.faults().on(Rpc.BATCH_GET_DOCUMENTS).failBefore(code);
        assertFails(store.read(partition), kind);
        assertThat(server.statistics().calls(Rpc.BATCH_GET_DOCUMENTS) - reads).isEqualTo(1);
    }

    @Test
    void shouldGiveUpAtTheDeadlineThoughTheCommitMayStillLand() throws Exception {
        Instant time = created(10);
        try (FirestoreCountStore impatient =
                        FirestoreCountStore.connect(Firestores.config(server, "commit.deadline", "2s"));
                ArmedFault held = server.faults().on(Rpc.COMMIT).holdBefore()) {
            assertFails(impatient.commit(partition, plan(new CountChange(ADA, null, "Ada", 7)), time), Kind.UNCLEAR);
            assertThat(held.count()).isEqualTo(1);
            assertThat(reader.counts()).isEmpty();
        }

        Awaitility.await().untilAsserted(() -> assertThat(reader.counts()).containsValue(7L));
    }

    private Instant created(long next) {
        return await(store.create(partition, new Fence(next, "me", 1, "topic-1")));
    }

    private static CommitPlan plan(CountChange... changes) {
        return new CommitPlan(10, 15, 5, List.of(changes), List.of(), NOW);
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.ofTimeSecondsAndNanos(time.getEpochSecond(), time.getNano());
    }

    /** Firestore keeps its own time in a field with milliseconds only. */
    private static Timestamp inMilliseconds(Timestamp time) {
        return timestamp(time.toSqlTimestamp().toInstant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static void assertFails(CompletionStage<?> stage, Kind kind) {
        assertThatThrownBy(() -> await(stage))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        StoreException.class, error -> assertThat(error.kind()).isEqualTo(kind));
    }
}
