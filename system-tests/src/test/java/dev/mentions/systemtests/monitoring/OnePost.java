package dev.mentions.systemtests.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.systemtests.pipeline.SeparateProcesses;
import dev.mentions.systemtests.pipeline.Size;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** The one post that the services are watched with, and the pipeline that is enough for it. */
final class OnePost {

    /** With a record cache, as in production. */
    static final Size SIZE = new Size(1, 1, 1, 0, 1);

    static final String ID = "a post/\u00fc";

    /** Words that only somebody knows who has read it, in lower case. */
    static final List<String> CONTENT = List.of("merkel", "macron", "berlin", " met ");

    private OnePost() {}

    /**
     * Sends it, and returns once it is accepted.
     *
     * @param headers names and values, in turns
     */
    static void send(SeparateProcesses processes, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder post = HttpRequest.newBuilder(
                        processes.address().producer().resolve("posts"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"id\":\"" + ID + "\",\"publication\":\"Reuters\","
                        + "\"content\":\"Angela Merkel met Emmanuel Macron in Berlin.\"}"));
        if (headers.length > 0) {
            post.headers(headers);
        }
        assertThat(HttpClient.newHttpClient()
                        .send(post.build(), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(202);
    }
}
