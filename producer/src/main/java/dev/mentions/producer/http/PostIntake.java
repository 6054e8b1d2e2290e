package dev.mentions.producer.http;

import dev.mentions.http.Problem;
import dev.mentions.producer.publish.InFlight;
import dev.mentions.producer.publish.PostPublisher;
import dev.mentions.producer.publish.ProducerMetrics;
import dev.mentions.producer.validate.Accepted;
import dev.mentions.producer.validate.PostParser;
import dev.mentions.producer.validate.PostValidator;
import dev.mentions.producer.validate.Refused;
import dev.mentions.producer.validate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One post from its bytes to its outcome, the same however it came. Safe for use by several threads. */
final class PostIntake {

    private final PostParser parser;
    private final PostPublisher publisher;
    private final BooleanSupplier brokerReachable;
    private final ProducerMetrics metrics;
    private final InstantSource clock;

    PostIntake(
            PostParser parser,
            PostPublisher publisher,
            BooleanSupplier brokerReachable,
            ProducerMetrics metrics,
            InstantSource clock) {
        this.parser = parser;
        this.publisher = publisher;
        this.brokerReachable = brokerReachable;
        this.metrics = metrics;
        this.clock = clock;
        metrics.expectRefusals(PostProblems.codes());
    }

    boolean brokerReachable() {
        return brokerReachable.getAsBoolean();
    }

    /** Judges the post whose JSON stands in {@code length} bytes from {@code offset}. */
    Verdict judge(byte[] json, int offset, int length) {
        return PostValidator.validate(parser.parse(json, offset, length), clock.instant());
    }

    /** Returns the refusal of a stream that begins with these bytes and is not in UTF-8; null when it may be. */
    @Nullable
    Problem refuseEncoding(byte[] start, int offset, int length) {
        Refused wide = PostParser.wide(start, offset, length);
        return wide == null ? null : refuse(wide);
    }

    /** Counts a refusal and returns it as it is answered. */
    Problem refuse(Problem problem) {
        metrics.refused(problem.code());
        return problem;
    }

    Problem refuse(Refused refused) {
        return refuse(PostProblems.of(refused));
    }

    /** Counts a line beyond the limit and returns it as it is answered. */
    Problem refuseTooLong() {
        return refuse(parser.tooLarge());
    }

    /**
     * Hands a post over.
     *
     * @param room given back with the outcome
     * @param trace of the request that brought it
     * @return completes with nothing once the broker has acknowledged it, else with the problem; on a thread that must
     *     not be held up
     */
    CompletableFuture<Optional<Problem>> publish(Accepted accepted, InFlight.Room room, RequestTrace trace) {
        Instant now = clock.instant();
        long start = System.nanoTime();
        return publisher.publish(accepted.post(), now, trace.context()).thenApply(outcome -> {
            room.close();
            Optional<Problem> problem = switch (outcome) {
                case STORED -> Optional.empty();
                case UNAVAILABLE -> Optional.of(PostProblems.brokerAway());
                case UNKNOWN -> Optional.of(PostProblems.noAcknowledgement());
                case TOO_LARGE ->
                    Optional.of(Problem.of(PostFault.TOO_LARGE, "The broker takes no record of that size"));
            };
            problem.ifPresentOrElse(
                    at -> metrics.refused(at.code()),
                    () -> metrics.accepted(Duration.ofNanos(System.nanoTime() - start)));
            return problem;
        });
    }
}
