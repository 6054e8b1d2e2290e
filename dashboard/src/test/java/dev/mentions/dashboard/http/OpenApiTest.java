package dev.mentions.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.http.Resources;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The description has every call and every way in which one can fail, and no other. */
class OpenApiTest {

    private final JsonNode api;

    OpenApiTest() throws IOException {
        api = new JsonMapper().readTree(Resources.read(DashboardFront.class, "openapi.json"));
    }

    @Test
    void shouldDescribeEveryCall() {
        Set<String> paths = DashboardFront.routes(
                        new PublicationRoutes(null, null),
                        new EntityRoutes(null, null),
                        new CloudRoutes(null, null),
                        new AcrossRoutes(null, null),
                        new LiveRoutes(null, null, null, null, null))
                .keySet()
                .stream()
                .map(path -> path.replace('<', '{').replace('>', '}'))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(names(api.path("paths"))).isEqualTo(paths);
    }

    @Test
    void shouldDescribeEveryFault() {
        Set<String> statuses = Arrays.stream(ApiFault.values())
                .map(fault -> Integer.toString(fault.status()))
                .collect(Collectors.toCollection(TreeSet::new));
        statuses.add("304");

        assertThat(names(api.at("/components/responses"))).isEqualTo(statuses);
    }

    @Test
    void shouldReferToWhatIsThere() {
        assertThat(api.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(api.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
