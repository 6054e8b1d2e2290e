package dev.mentions.producer.http;

import dev.mentions.http.Problem;
import dev.mentions.producer.validate.RefusalCode;
import dev.mentions.producer.validate.Refused;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a post was not accepted. */
final class PostProblems {

    /** The others are of requests that bring no post; and of {@link PostFault#RULE} there is a code for each rule. */
    private static final Set<PostFault> FAULTS_OF_POSTS = EnumSet.complementOf(EnumSet.of(
            PostFault.NOT_FOUND,
            PostFault.METHOD_NOT_ALLOWED,
            PostFault.MISDIRECTED,
            PostFault.RULE,
            PostFault.INTERNAL));

    private static final String SEND_AGAIN = " Sending it again is harmless.";

    private PostProblems() {}

    /** Returns the codes of all problems that a post can meet with. */
    static Set<String> codes() {
        return Stream.concat(
                        Stream.of(RefusalCode.values()).map(RefusalCode::text),
                        FAULTS_OF_POSTS.stream().map(PostFault::code))
                .collect(Collectors.toUnmodifiableSet());
    }

    static Problem of(Refused refused) {
        PostFault fault = switch (refused.reason()) {
            case SYNTAX -> PostFault.MALFORMED;
            case TOO_LARGE -> PostFault.TOO_LARGE;
            case RULE -> PostFault.RULE;
        };
        return Problem.of(
                fault, refused.detail(), refused.field(), refused.code().text());
    }

    static Problem busy() {
        return Problem.of(PostFault.BUSY, "The bound on posts under way is reached." + SEND_AGAIN);
    }

    static Problem brokerAway() {
        return Problem.of(PostFault.BROKER_AWAY, "The post was not accepted." + SEND_AGAIN);
    }

    static Problem draining() {
        return Problem.of(PostFault.DRAINING, "The post was not accepted." + SEND_AGAIN);
    }

    static Problem noAcknowledgement() {
        return Problem.of(PostFault.NO_ACKNOWLEDGEMENT, "The post may have been accepted or not." + SEND_AGAIN);
    }
}
