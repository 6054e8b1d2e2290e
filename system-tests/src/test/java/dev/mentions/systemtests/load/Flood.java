package dev.mentions.systemtests.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A client that sends many posts in one request, as fast as they are taken, until all of them are accepted. For one
 * thread.
 */
public final class Flood implements Runnable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration GIVE_UP = Duration.ofMinutes(6);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI posts;
    private final Journal journal;
    private final List<byte[]> lines = new ArrayList<>();

    /**
     * @param name of the client, of its own
     * @param count how many posts it sends
     */
    public Flood(URI producer, String name, int count, Journal journal) throws IOException {
        this.posts = producer.resolve("posts");
        this.journal = journal;
        PostSource source = new PostSource(new Random(name.hashCode()), name);
        for (int i = 0; i < count; i++) {
            lines.add(source.next().bytes());
        }
    }

    @Override
    public void run() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            body.writeBytes(line);
            body.write('\n');
        }
        long deadline = System.nanoTime() + GIVE_UP.toNanos();
        try {
            while (!accepted(body.toByteArray())) {
                if (System.nanoTime() > deadline) {
                    journal.complain("a flood was not accepted in " + GIVE_UP.toMinutes() + " minutes");
                    return;
                }
                journal.done("a flood again");
                TimeUnit.SECONDS.sleep(1);
            }
            lines.forEach(journal::accepted);
            journal.done("a flood");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends all; what was accepted of them before counts once. */
    private boolean accepted(byte[] body) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(posts)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/x-ndjson")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString(UTF_8));
            JsonNode result = MAPPER.readTree(response.body());
            return response.statusCode() == 202 && result.path("accepted").asInt() == lines.size();
        } catch (IOException e) {
            return false;
        }
    }
}
