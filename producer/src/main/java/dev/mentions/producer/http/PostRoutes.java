package dev.mentions.producer.http;

import dev.mentions.http.Answers;
import dev.mentions.http.Problem;
import dev.mentions.http.Requests;
import dev.mentions.service.JsonEncoding;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The calls that take posts: who may call, what may come, and whether anything is taken now. */
final class PostRoutes {

    private static final Set<String> JSON = Set.of("application/json");
    private static final Set<String> LINES = Set.of("application/x-ndjson", "application/ndjson", "application/jsonl");

    private final ApiKeys keys;
    private final Requests requests;
    private final PostIntake intake;
    private final JsonPosts posts;
    private final PostStreams streams;

    PostRoutes(ApiKeys keys, Requests requests, PostIntake intake, JsonPosts posts, PostStreams streams) {
        this.keys = keys;
        this.requests = requests;
        this.intake = intake;
        this.posts = posts;
        this.streams = streams;
    }

    /** {@code POST /posts}: one post in JSON, or a stream of them. */
    void posts(Context context) throws IOException, InterruptedException {
        String type = mediaType(context.req());
        if (JSON.contains(type)) {
            one(context, 202);
        } else if (LINES.contains(type)) {
            many(context);
        } else {
            refuse(
                    context,
                    Problem.of(
                            PostFault.UNSUPPORTED_TYPE,
                            "A post is application/json and a stream of posts application/x-ndjson, both in UTF-8"
                                    + " and not compressed"));
        }
    }

    /** {@code POST /post/enqueue}: the call of the course this project grew out of. */
    void enqueue(Context context) {
        if (JSON.contains(mediaType(context.req()))) {
            one(context, 201);
        } else {
            refuse(
                    context,
                    Problem.of(PostFault.UNSUPPORTED_TYPE, "A post is application/json, in UTF-8 and not compressed"));
        }
    }

    private void one(Context context, int success) {
        if (admit(context)) {
            context.future(() -> take(context, success));
        }
    }

    private CompletableFuture<Void> take(Context context, int success) {
        CompletableFuture<Void> answered;
        try {
            answered = posts.handle(context, success);
        } catch (RuntimeException e) {
            answered = CompletableFuture.failedFuture(e);
        }
        return answered.whenComplete((nothing, error) -> requests.leave());
    }

    private void many(Context context) throws IOException, InterruptedException {
        if (admit(context)) {
            try {
                streams.handle(context);
            } finally {
                requests.leave();
            }
        }
    }

    /** Counts a request in, or answers why not. */
    private boolean admit(Context context) {
        if (!keys.accept(context.req())) {
            refuse(
                    context,
                    Problem.of(
                            PostFault.UNAUTHORIZED,
                            "Send a valid API key as Authorization: Bearer, X-API-Key or access_token"));
            return false;
        }
        if (!requests.enter()) {
            context.header("Connection", "close");
            refuse(context, PostProblems.draining());
            return false;
        }
        if (!intake.brokerReachable()) {
            requests.leave();
            refuse(context, PostProblems.brokerAway());
            return false;
        }
        return true;
    }

    private void refuse(Context context, Problem problem) {
        Answers.problem(context, intake.refuse(problem));
    }

    /**
     * Returns the media type in lower case; empty when the body is not plain UTF-8. From the header as it came: Jetty's
     * own reading of it throws at a charset that it does not know.
     */
    private static String mediaType(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        return encoding != null && !encoding.equalsIgnoreCase("identity")
                ? ""
                : JsonEncoding.mediaType(request.getHeader("Content-Type"));
    }
}
