package dev.mentions.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.GenerationDocuments;
import dev.mentions.dashboard.app.DashboardMain;
import dev.mentions.embedded.firestore.FirestoreServer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/READING.md says of documents is true. {@code docs/check-reading} runs its programs, which needs the network. */
class ReadingDocumentTest {

    private static final Path ROOT = Path.of("..");

    private static String document;

    @BeforeAll
    static void read() throws Exception {
        document = Files.readString(ROOT.resolve("docs/READING.md"));
    }

    @Test
    void shouldNameTheProjectOfTheLocalServerEverywhere() throws Exception {
        assertThat(found("(?:projectId: |project=|NewClient\\(ctx, )['\"]([^'\"]+)['\"]", document))
                .hasSize(4)
                .containsOnly(PipelineAddress.LOCAL_PROJECT);
        assertThat(document)
                .contains("| project | `" + PipelineAddress.LOCAL_PROJECT + "` |")
                .contains("FIRESTORE_EMULATOR_HOST=127.0.0.1:" + PipelineAddress.FIRESTORE_PORT)
                .contains("connectFirestoreEmulator(db, '127.0.0.1', " + PipelineAddress.FIRESTORE_PORT + ")");
        assertThat(found(
                        "except for an emulator, where it is `([^`]+)`",
                        Files.readString(ROOT.resolve("docs/CONFIG.md"))))
                .hasSize(2)
                .containsOnly(PipelineAddress.LOCAL_PROJECT);
    }

    @Test
    void shouldNameTheFieldsThatDocumentsHave() throws Exception {
        Map<String, Set<String>> fields = fieldsByPath();
        String publication = "publications/" + CountDocuments.publicationId(SinkDocument.PUBLICATION);
        String window = publication + "/windows/" + CountDocuments.windowId(SinkDocument.START);
        String entity = "/entities/" + CountDocuments.entityId(EntityKind.PERSON, "ada lovelace");
        try (FirestoreServer server = FirestoreServer.builder().start();
                Firestore client = PipelineAddress.Database.local(server.host()).connect()) {
            SinkDocument.writeOneOfEach(server);

            Map<String, Set<String>> written = new LinkedHashMap<>();
            written.put("publications/{id}", fields(client, publication));
            written.put("publications/{id}/entities/{id}", fields(client, publication + entity));
            written.put("publications/{id}/windows/{start}", fields(client, window));
            written.put("publications/{id}/windows/{start}/entities/{id}", fields(client, window + entity));
            written.put(
                    GenerationDocuments.META + '/' + GenerationDocuments.CURRENT,
                    Set.of(
                            GenerationDocuments.GENERATION,
                            GenerationDocuments.PREVIOUS,
                            GenerationDocuments.PROMOTED_AT));
            assertThat(fields).isEqualTo(written);
            assertThat(client.document(publication + entity).get().get().getString(CountDocuments.KIND))
                    .isEqualTo("person");
        }
    }

    @Test
    void shouldNameTheValuesOfFields() {
        List<String> kinds = Arrays.stream(EntityKind.values())
                .filter(kind -> kind != EntityKind.ARTICLE)
                .map(EntityKind::spelling)
                .toList();

        assertThat(found("`([a-z]+)`", line("| `kind` |")).stream().skip(1)).containsExactlyElementsOf(kinds);
        assertThat(found("`([a-z]+)`", line("| `period` |")))
                .containsExactly(CountDocuments.PERIOD, CountDocuments.ALL_TIME, CountDocuments.ONE_WINDOW);
        assertThat(document)
                .contains("`" + CountDocuments.root(new Generation(2)) + "`")
                .contains("`" + CountDocuments.root(new Generation(3)) + "`");
    }

    @Test
    void shouldUseNoOtherNamesInItsPrograms() {
        Set<String> known = Set.of(
                CountDocuments.root(Generation.FIRST),
                CountDocuments.ENTITIES,
                CountDocuments.WINDOWS,
                CountDocuments.COUNT,
                CountDocuments.GENERATION,
                CountDocuments.KIND,
                CountDocuments.PERIOD,
                CountDocuments.START,
                CountDocuments.TEXT,
                GenerationDocuments.META + '/' + GenerationDocuments.CURRENT);

        assertThat(Set.copyOf(found(
                        "(?:[cC]ollection|[cC]ollection_?[gG]roup|[dD]oc|document|[wW]here|FieldFilter|[oO]rder_?[bB]y|get|DataAt)"
                                + "\\(\\s*(?:[a-z]+, )?['\"]([^'\"/][^'\"]*)['\"]",
                        document)))
                .isEqualTo(known);
    }

    @Test
    void shouldAskTheDashboardForWhatItsContractHas() throws Exception {
        Set<String> paths = new TreeSet<>();
        try (InputStream contract =
                DashboardMain.class.getResourceAsStream("/dev/mentions/dashboard/http/openapi.json")) {
            new JsonMapper().readTree(contract).path("paths").fieldNames().forEachRemaining(paths::add);
        }

        assertThat(found("get\\(['`](/[^?'`]+)", document).stream()
                        .map(path -> path.replaceAll("\\$\\{[^}]+}", "{id}")))
                .hasSize(2)
                .allMatch(paths::contains);
        assertThat(paths).contains(found("api \\+ '([^']+)'", document).toArray(String[]::new));
    }

    @Test
    void shouldBeFound() throws Exception {
        for (String file : List.of("README.md", "docs/ARCHITECTURE.md", "docs/FIRESTORE.md", "docs/DASHBOARD.md")) {
            assertThat(Files.readString(ROOT.resolve(file))).as(file).contains("READING.md");
        }
    }

    private static Set<String> fields(Firestore client, String path) throws Exception {
        return client.document(path).get().get().getData().keySet();
    }

    private static Map<String, Set<String>> fieldsByPath() {
        Map<String, Set<String>> fields = new LinkedHashMap<>();
        String table = document.substring(document.indexOf("| document | fields |"));
        table.lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> found("`([^`]+)`", line))
                .forEach(names -> fields.put(names.get(0), Set.copyOf(names.subList(1, names.size()))));
        return fields;
    }

    private static String line(String start) {
        return document.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
