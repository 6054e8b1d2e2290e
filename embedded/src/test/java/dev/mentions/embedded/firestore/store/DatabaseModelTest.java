package dev.mentions.embedded.firestore.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.firestore.v1.Document;
import com.google.firestore.v1.DocumentMask;
import com.google.firestore.v1.DocumentTransform.FieldTransform;
import com.google.firestore.v1.Precondition;
import com.google.firestore.v1.Value;
import com.google.firestore.v1.Write;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random commits against a map of counters, with a restart in between. */
class DatabaseModelTest {

    private static final String ROOT = "projects/p/databases/d/documents/c/";

    /** What a write does to a counter. */
    enum Kind {
        SET,
        INCREMENT,
        CREATE,
        INCREMENT_EXISTING,
        DELETE
    }

    record Step(Kind kind, String id, long value) {

        /** Applies the step to the model; returns OK or the code that the whole commit fails with. */
        Status.Code apply(Map<String, Long> model) {
            boolean exists = model.containsKey(id);
            if (kind == Kind.CREATE && exists) {
                return Status.Code.ALREADY_EXISTS;
            }
            if (kind == Kind.INCREMENT_EXISTING && !exists) {
                return Status.Code.NOT_FOUND;
            }
            switch (kind) {
                case SET, CREATE -> model.put(id, value);
                case INCREMENT, INCREMENT_EXISTING -> model.merge(id, value, Long::sum);
                case DELETE -> model.remove(id);
            }
            return Status.Code.OK;
        }

        Write write() {
            Document document = Document.newBuilder().setName(ROOT + id).build();
            Value operand = Value.newBuilder().setIntegerValue(value).build();
            Write.Builder increment = Write.newBuilder()
                    .setUpdate(document)
                    .setUpdateMask(DocumentMask.getDefaultInstance())
                    .addUpdateTransforms(
                            FieldTransform.newBuilder().setFieldPath("n").setIncrement(operand));
            Write.Builder set =
                    Write.newBuilder().setUpdate(document.toBuilder().putFields("n", operand));
            return switch (kind) {
                case SET -> set.build();
                case CREATE ->
                    set.setCurrentDocument(Precondition.newBuilder().setExists(false))
                            .build();
                case INCREMENT -> increment.build();
                case INCREMENT_EXISTING ->
                    increment
                            .setCurrentDocument(Precondition.newBuilder().setExists(true))
                            .build();
                case DELETE -> Write.newBuilder().setDelete(ROOT + id).build();
            };
        }
    }

    @Property(tries = 60)
    void shouldAgreeWithASimpleModel(@ForAll("commits") List<List<Step>> commits) throws IOException {
        Path directory = Files.createTempDirectory("firestore-model");
        Map<String, Long> model = new TreeMap<>();
        Database database = Database.open(directory, Clock.systemUTC());
        try {
            for (int i = 0; i < commits.size(); i++) {
                Map<String, Long> next = new TreeMap<>(model);
                Status.Code expected = commits.get(i).stream()
                        .map(step -> step.apply(next))
                        .filter(code -> code != Status.Code.OK)
                        .findFirst()
                        .orElse(Status.Code.OK);

                assertThat(commit(database, commits.get(i))).isEqualTo(expected);
                model = expected == Status.Code.OK ? next : model;
                assertThat(contents(database)).isEqualTo(model);
                if (i == commits.size() / 2) {
                    database.close();
                    database = Database.open(directory, Clock.systemUTC());
                    assertThat(contents(database)).isEqualTo(model);
                }
            }
        } finally {
            database.close();
            delete(directory);
        }
    }

    private static Status.Code commit(Database database, List<Step> steps) {
        try {
            database.commit(steps.stream().map(Step::write).toList(), null);
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    private static Map<String, Long> contents(Database database) {
        Scope scope = new Scope("projects/p/databases/d/documents", "c", false);
        return database.scan(scope).found().stream()
                .collect(Collectors.toMap(
                        StoredDocument::id,
                        document ->
                                document.toDocument(null).getFieldsOrThrow("n").getIntegerValue()));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Provide
    Arbitrary<List<List<Step>>> commits() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.of("a", "b", "d", "e"),
                        Arbitraries.longs().between(-3, 3))
                .as(Step::new);
        return step.list().ofMinSize(1).ofMaxSize(5).list().ofMinSize(1).ofMaxSize(15);
    }
}
