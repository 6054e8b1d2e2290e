package dev.mentions.producer.http;

import dev.mentions.http.Answers;
import dev.mentions.producer.publish.InFlight;
import dev.mentions.producer.validate.Accepted;
import dev.mentions.producer.validate.Refused;
import dev.mentions.producer.validate.Verdict;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** One post in a request. Safe for use by several threads. */
final class JsonPosts {

    private final PostIntake intake;
    private final InFlight inFlight;
    private final BodyReader reader;
    private final Executor executor;

    /**
     * @param executor writes answers, off the thread that hears from the broker
     */
    JsonPosts(PostIntake intake, InFlight inFlight, BodyReader reader, Executor executor) {
        this.intake = intake;
        this.inFlight = inFlight;
        this.reader = reader;
        this.executor = executor;
    }

    /**
     * Reads a post and hands it over, for a request that is asynchronous already.
     *
     * @param success the status once the broker has acknowledged it
     * @return completes once the answer is set, or with what kept it from being made
     */
    CompletableFuture<Void> handle(Context context, int success) {
        InFlight.Room room = inFlight.tryTake(0);
        if (room == null) {
            Answers.problem(context, intake.refuse(PostProblems.busy()));
            return CompletableFuture.completedFuture(null);
        }
        return reader.read(context.req(), room)
                .whenComplete((body, error) -> {
                    if (body == null) {
                        room.close();
                    }
                })
                .thenCompose(body -> judge(context, success, body, room))
                .exceptionallyCompose(error -> notRead(context, error));
    }

    private CompletableFuture<Void> notRead(Context context, Throwable error) {
        if (error.getCause() instanceof BodyReader.RefusedBody refused) {
            Answers.problem(context, intake.refuse(refused.problem()));
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.failedFuture(error);
    }

    private CompletableFuture<Void> judge(Context context, int success, ByteBuffer body, InFlight.Room room) {
        boolean handedOver = false;
        try {
            Verdict verdict = intake.judge(body.array(), body.arrayOffset(), body.remaining());
            if (verdict instanceof Accepted accepted) {
                handedOver = true;
                return intake.publish(accepted, room, RequestTrace.of(context.req()))
                        .thenAcceptAsync(
                                problem -> problem.ifPresentOrElse(
                                        at -> Answers.problem(context, at),
                                        () -> Answers.result(
                                                context,
                                                success,
                                                Map.of("id", accepted.post().id()))),
                                executor);
            }
            Answers.problem(context, intake.refuse((Refused) verdict));
            return CompletableFuture.completedFuture(null);
        } finally {
            if (!handedOver) {
                room.close();
            }
        }
    }
}
