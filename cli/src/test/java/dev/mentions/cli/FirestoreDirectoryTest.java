package dev.mentions.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.Query.Direction;
import com.google.cloud.firestore.QueryDocumentSnapshot;
import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.DocumentTransform.FieldTransform;
import com.google.firestore.v1.Write;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.GenerationDocuments;
import dev.mentions.contract.SinkDocuments;
import dev.mentions.dashboard.metrics.DashboardMetrics;
import dev.mentions.dashboard.store.CountStore;
import dev.mentions.dashboard.store.Need;
import dev.mentions.dashboard.store.Place;
import dev.mentions.dashboard.store.Position;
import dev.mentions.dashboard.store.Rank;
import dev.mentions.dashboard.store.ReadBudget;
import dev.mentions.dashboard.store.ReadMeter;
import dev.mentions.embedded.firestore.FirestoreServer;
import dev.mentions.embedded.firestore.query.Indexes;
import dev.mentions.generations.counts.FirestoreCounts;
import dev.mentions.generations.counts.FirestoreCounts.Publication;
import dev.mentions.generations.progress.FirestoreFences;
import dev.mentions.generations.storage.GenerationInFirestore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What {@code firestore/} deploys fits what the sink writes and what the dashboard and the commands ask. */
class FirestoreDirectoryTest {

    private static final Path DIRECTORY = Path.of("..", "firestore");
    private static final Path INDEXES = DIRECTORY.resolve("firestore.indexes.json");

    private static final Instant START = SinkDocument.START;
    private static final Instant END = SinkDocument.END;
    private static final String PUBLICATION = SinkDocument.PUBLICATION;

    @Test
    void shouldHaveTheIndexesOfAllQueriesAndNoOther() throws Exception {
        Indexes indexes = Indexes.read(INDEXES);
        try (FirestoreServer server = FirestoreServer.builder().indexes(indexes).start();
                Firestore client = PipelineAddress.Database.local(server.host()).connect()) {
            SinkDocument.writeOneOfEach(server);

            askAsTheDashboardDoes(client);
            askAcrossPublications(client);
            askAsTheCommandsDo(client);
        }

        assertThat(indexes.unused()).isEmpty();
    }

    @Test
    void shouldSayOfEveryFieldThatTheSinkWritesHowItIsIndexed() throws Exception {
        Set<String> written = new ConcurrentSkipListSet<>();
        try (FirestoreServer server = FirestoreServer.builder()
                .listener((rpc, request) -> {
                    if (request instanceof CommitRequest commit) {
                        commit.getWritesList().forEach(write -> written.addAll(fields(write)));
                    }
                })
                .start()) {
            SinkDocument.writeOneOfEach(server);
        }

        assertThat(overrides()
                        .map(override -> override.path("collectionGroup").textValue()
                                + '.'
                                + override.path("fieldPath").textValue()))
                .containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void shouldExpireWhatCarriesATimeForIt() throws Exception {
        assertThat(overrides()
                        .filter(override -> override.path("ttl").booleanValue())
                        .map(override -> override.path("fieldPath").textValue()))
                .containsExactly(CountDocuments.EXPIRE_AT, CountDocuments.EXPIRE_AT);
        assertThat(overrides()
                        .filter(override ->
                                override.path("fieldPath").textValue().equals(CountDocuments.EXPIRE_AT)))
                .allMatch(override -> override.path("ttl").booleanValue());
    }

    @Test
    void shouldLetNobodyWriteAndReadNothingButCounts() throws Exception {
        String rules = Files.readString(DIRECTORY.resolve("firestore.rules"));

        assertThat(found("allow ([a-z, ]+)", rules)).isNotEmpty().containsOnly("read");
        assertThat(found("match /([^{ ]\\S+) \\{", rules))
                .containsExactly(
                        "databases/{database}/documents", GenerationDocuments.META + '/' + GenerationDocuments.CURRENT);
        Pattern roots =
                Pattern.compile(found("root\\.matches\\('([^']+)'\\)", rules).get(0));
        assertThat(Stream.of(1, 2, 12).map(number -> CountDocuments.root(new Generation(number))))
                .allMatch(root -> roots.matcher(root).matches());
        assertThat(Stream.of(
                        SinkDocuments.FENCES,
                        SinkDocuments.DEAD_LETTERS,
                        GenerationDocuments.META,
                        GenerationDocuments.REPLAYS))
                .noneMatch(collection -> roots.matcher(collection).matches());
    }

    @Test
    void shouldDeployWhatLiesBesideIt() throws Exception {
        JsonNode project = new JsonMapper()
                .readTree(DIRECTORY.resolve("firebase.json").toFile())
                .path("firestore");

        assertThat(project)
                .hasSize(2)
                .allSatisfy(
                        file -> assertThat(DIRECTORY.resolve(file.textValue())).isRegularFile());
    }

    private static void askAsTheDashboardDoes(Firestore client) throws Exception {
        CountStore counts = new CountStore(
                client,
                new ReadBudget(Integer.MAX_VALUE, System::nanoTime),
                new ReadMeter(new DashboardMetrics(new SimpleMeterRegistry()), System::nanoTime));
        String publication = CountDocuments.publicationId(PUBLICATION);
        Place allTime = Place.allTime(Generation.FIRST, publication);
        assertThat(counts.publications(Generation.FIRST)).hasSize(1);
        assertThat(counts.publicationsSince(Generation.FIRST, new Position(Instant.EPOCH, null), 10))
                .hasSize(1);
        assertThat(counts.publicationsSince(Generation.FIRST, new Position(Instant.EPOCH, publication), 10))
                .hasSize(1);
        assertThat(counts.windows(allTime, null, null, 10, Need.FIRST)).hasSize(1);
        assertThat(counts.windows(allTime, START, END, 10, Need.FIRST)).hasSize(1);
        for (Place place : List.of(allTime, allTime.in(START))) {
            for (EnumSet<EntityKind> kinds : List.of(
                    EnumSet.noneOf(EntityKind.class),
                    EnumSet.of(EntityKind.PERSON),
                    EnumSet.of(EntityKind.PERSON, EntityKind.LOCATION))) {
                assertThat(counts.top(place, kinds, null, 10, Need.FIRST)).hasSize(1);
                assertThat(counts.top(place, kinds, new Rank(100, publication), 10, Need.FIRST))
                        .hasSize(1);
            }
        }
        assertThat(new FirestoreFences(client, PipelineAddress.SINK, Generation.FIRST).next())
                .hasSize(1);
    }

    /** As docs/READING.md does: totals only, though the windows' entities are in collections of the same id. */
    private static void askAcrossPublications(Firestore client) throws Exception {
        List<QueryDocumentSnapshot> totals = client.collectionGroup(CountDocuments.ENTITIES)
                .whereEqualTo(CountDocuments.GENERATION, Generation.FIRST.number())
                .whereEqualTo(CountDocuments.PERIOD, CountDocuments.ALL_TIME)
                .orderBy(CountDocuments.COUNT, Direction.DESCENDING)
                .limit(10)
                .get()
                .get()
                .getDocuments();

        assertThat(totals)
                .extracting(entity -> entity.getLong(CountDocuments.COUNT))
                .containsExactly(7L);
    }

    private static void askAsTheCommandsDo(Firestore client) throws Exception {
        FirestoreCounts counts = new FirestoreCounts(client, Generation.FIRST);
        Publication publication = counts.publications().get(0);
        assertThat(counts.totals(publication)).hasSize(2);
        assertThat(counts.windows(publication)).hasSize(2);
        assertThat(counts.top(publication, null, null, 10)).hasSize(1);
        assertThat(counts.top(publication, EntityKind.PERSON, START, 10)).hasSize(1);
        new GenerationInFirestore(client, Generation.FIRST, PipelineAddress.SINK).delete(deleted -> {});
        assertThat(counts.publications()).isEmpty();
    }

    /** Returns the fields of a write, each after the id of its document's collection. */
    private static List<String> fields(Write write) {
        String[] name = write.getUpdate().getName().split("/");
        return Stream.concat(
                        write.getUpdate().getFieldsMap().keySet().stream(),
                        write.getUpdateTransformsList().stream().map(FieldTransform::getFieldPath))
                .map(field -> name[name.length - 2] + '.' + field)
                .toList();
    }

    private static Stream<JsonNode> overrides() throws IOException {
        JsonNode overrides = new JsonMapper().readTree(INDEXES.toFile()).path("fieldOverrides");
        return StreamSupport.stream(overrides.spliterator(), false);
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
