package dev.mentions.producer.http;

import dev.mentions.producer.publish.InFlight;
import dev.mentions.producer.validate.Accepted;
import dev.mentions.producer.validate.Refused;
import dev.mentions.producer.validate.Verdict;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

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
     * Reads a post and hands it over.
     *
     * @param success the status once the broker has acknowledged it
     * @return completes once the answer is set; null when it is answered already
     */
    @Nullable
    CompletableFuture<Void> handle(Context context, int success) throws IOException {
        InFlight.Room room = inFlight.tryTake(0);
        if (room == null) {
            Answers.problemBeforeEnd(context, intake.refuse(Problem.busy()));
            return null;
        }
        boolean handedOver = false;
        try {
            ByteBuffer body = reader.read(context.req(), room);
            Verdict verdict = intake.judge(body.array(), body.arrayOffset(), body.remaining());
            if (verdict instanceof Accepted accepted) {
                handedOver = true;
                return intake.publish(accepted, room)
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
        } catch (BodyReader.RefusedBody e) {
            Answers.problemBeforeEnd(context, intake.refuse(e.problem()));
        } finally {
            if (!handedOver) {
                room.close();
            }
        }
        return null;
    }
}
