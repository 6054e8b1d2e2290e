package dev.mentions.cli.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks the producer's NDJSON call. Safe for use by several threads. */
public final class PostClient {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);

    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    private final URI posts;
    private final @Nullable String apiKey;

    /** What the producer said of a batch. */
    public sealed interface Answer {

        /**
         * It decided on every post.
         *
         * @param refusals the reasons by index in the batch; every other post is accepted
         */
        record Decided(Map<Integer, String> refusals) implements Answer {}

        /** It did not, for now; sending the same again is harmless, whatever of it was accepted. */
        record TryAgain(String reason) implements Answer {}

        /** It never will. */
        record Never(String reason) implements Answer {}
    }

    /** @param producer the producer's root address */
    public PostClient(URI producer, @Nullable String apiKey) {
        this.posts = URI.create(producer + (producer.toString().endsWith("/") ? "" : "/") + "posts");
        this.apiKey = apiKey;
    }

    /** Sends posts in their order and waits for the answer. */
    public Answer send(List<byte[]> batch) throws InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] post : batch) {
            body.writeBytes(post);
            body.write('\n');
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(posts)
                .timeout(ANSWER_LIMIT)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        if (apiKey != null) {
            request.header("Authorization", "Bearer " + apiKey);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return answer(response, batch.size());
        } catch (IOException e) {
            return new Answer.TryAgain(
                    "no answer from " + posts + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    private Answer answer(HttpResponse<byte[]> response, int size) {
        int status = response.statusCode();
        if (status == 202) {
            return new Answer.Decided(Map.of());
        }
        if (status == 207) {
            return decided(response.body(), size);
        }
        if (status == 401) {
            return new Answer.Never(posts + " wants an API key: set MENTIONS_API_KEY or --api-key");
        }
        return status >= 500 || status == 429
                ? new Answer.TryAgain(posts + " answers " + status)
                : new Answer.Never(posts + " answers " + status + " to a batch of posts; is it a Mentions producer?");
    }

    private Answer decided(byte[] body, int size) {
        try {
            JsonNode json = MAPPER.readTree(body);
            Map<Integer, String> refusals = new HashMap<>();
            for (JsonNode error : json.path("errors")) {
                refusals.put(
                        error.path("line").asInt() - 1, error.path("detail").asText());
            }
            boolean fits = refusals.keySet().stream().allMatch(index -> index >= 0 && index < size);
            if (fits && refusals.size() == json.path("refused").asInt()) {
                return new Answer.Decided(refusals);
            }
        } catch (IOException e) {
            // Answered below, like any other answer that makes no sense.
        }
        return new Answer.TryAgain(posts + " gave an answer that does not fit the batch");
    }
}
