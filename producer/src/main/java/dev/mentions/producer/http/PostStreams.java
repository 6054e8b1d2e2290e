package dev.mentions.producer.http;

import dev.mentions.http.Answers;
import dev.mentions.http.Problem;
import dev.mentions.producer.config.LimitSection;
import dev.mentions.producer.publish.InFlight;
import dev.mentions.producer.validate.Accepted;
import dev.mentions.producer.validate.Refused;
import dev.mentions.producer.validate.Verdict;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Any number of posts in one request, one a line. What is held at a time is bounded: when there is no room, nothing
 * more is read, and the sender's own connection holds it up. Safe for use by several threads.
 */
final class PostStreams {

    /** Longer than Kafka takes to give a post up. */
    private static final Duration ROOM_LIMIT = Duration.ofMinutes(2);

    private final PostIntake intake;
    private final InFlight inFlight;
    private final LimitSection limits;
    private final Duration patience;
    private final Semaphore streams;
    private final BooleanSupplier draining;

    /**
     * @param patience how long a stream may be waited for, beyond the least rate
     * @param draining whether streams are to be cut short
     */
    PostStreams(
            PostIntake intake, InFlight inFlight, LimitSection limits, Duration patience, BooleanSupplier draining) {
        this.intake = intake;
        this.inFlight = inFlight;
        this.limits = limits;
        this.patience = patience;
        this.streams = new Semaphore(limits.maxStreams());
        this.draining = draining;
    }

    /** Reads to the end, or to where it is of no use to go on, and answers. */
    void handle(Context context) throws IOException, InterruptedException {
        if (!streams.tryAcquire()) {
            Answers.problem(context, intake.refuse(PostProblems.busy()));
            return;
        }
        try {
            StreamTally tally = new StreamTally(limits.maxListedErrors());
            InputStream body =
                    new PacedInput(context.req().getInputStream(), patience, limits.minStreamRate(), System::nanoTime);
            Problem unreadable =
                    readAll(new LineReader(body, limits.maxBodyBytes()), tally, RequestTrace.of(context.req()));
            if (unreadable != null) {
                Answers.problem(context, unreadable);
                return;
            }
            StreamResult result = tally.await(ROOM_LIMIT);
            Answers.result(context, result.status(), result);
        } finally {
            streams.release();
        }
    }

    /** Reads the lines. Returns why none of them can be read, null when they can. */
    private @Nullable Problem readAll(LineReader lines, StreamTally tally, RequestTrace trace)
            throws IOException, InterruptedException {
        long line = 1;
        try {
            for (; lines.advance() && !tally.interrupted(); line++) {
                Problem unreadable =
                        line > 1 ? null : intake.refuseEncoding(lines.buffer(), lines.offset(), lines.length());
                if (unreadable != null) {
                    return unreadable;
                }
                Problem stop = lines.blank() ? null : take(line, lines, tally, trace);
                if (stop != null) {
                    tally.failed(line, intake.refuse(stop));
                }
            }
        } catch (PacedInput.TooSlowException e) {
            tally.failed(
                    line, intake.refuse(Problem.of(PostFault.SLOW_BODY, "The stream came too slowly, or stopped")));
        }
        return null;
    }

    /** Takes one line. Returns why the stream ends here, null when it goes on. */
    private @Nullable Problem take(long line, LineReader lines, StreamTally tally, RequestTrace trace)
            throws InterruptedException {
        if (draining.getAsBoolean()) {
            return PostProblems.draining();
        }
        if (lines.tooLong()) {
            tally.refused(line, intake.refuseTooLong());
            return null;
        }
        Verdict verdict = intake.judge(lines.buffer(), lines.offset(), lines.length());
        if (verdict instanceof Refused refused) {
            tally.refused(line, intake.refuse(refused));
            return null;
        }
        if (!intake.brokerReachable()) {
            return PostProblems.brokerAway();
        }
        InFlight.Room room = inFlight.take(lines.length(), ROOM_LIMIT);
        if (room == null) {
            return PostProblems.busy();
        }
        tally.handedOver();
        var unused = intake.publish((Accepted) verdict, room, trace)
                .thenAccept(
                        problem -> problem.ifPresentOrElse(at -> tally.notAcknowledged(line, at), tally::acknowledged));
        return null;
    }
}
