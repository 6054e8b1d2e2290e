package dev.mentions.producer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The description says every status the code can send, and no other. */
class OpenApiTest {

    /** Sent for every path, before any call is found. */
    private static final Set<PostFault> OF_NO_CALL =
            Set.of(PostFault.NOT_FOUND, PostFault.METHOD_NOT_ALLOWED, PostFault.MISDIRECTED);

    private final JsonNode api = read();

    @Test
    void shouldDescribeEveryFault() {
        Set<String> statuses = Arrays.stream(PostFault.values())
                .map(fault -> Integer.toString(fault.status()))
                .collect(Collectors.toSet());

        assertThat(names(api.at("/components/responses"))).isEqualTo(new TreeSet<>(statuses));
    }

    @Test
    void shouldDescribeEveryAnswerOfEachCall() {
        assertThat(statuses("/posts", "post")).isEqualTo(faultsAnd("202", "207"));
        assertThat(statuses("/post/enqueue", "post")).isEqualTo(faultsAnd("201"));
        assertThat(statuses("/openapi.json", "get")).containsExactly("200");
        assertThat(statuses("/docs", "get")).containsExactly("200");
        assertThat(names(api.path("paths"))).containsExactly("/docs", "/openapi.json", "/post/enqueue", "/posts");
    }

    private static Set<String> faultsAnd(String... successes) {
        Set<String> statuses = Arrays.stream(PostFault.values())
                .filter(fault -> !OF_NO_CALL.contains(fault))
                .map(fault -> Integer.toString(fault.status()))
                .collect(Collectors.toCollection(TreeSet::new));
        statuses.addAll(Arrays.asList(successes));
        return statuses;
    }

    private Set<String> statuses(String path, String method) {
        return names(api.path("paths").path(path).path(method).path("responses"));
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode read() {
        try (InputStream in = HttpFront.class.getResourceAsStream("openapi.json")) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
