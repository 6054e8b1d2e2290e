package dev.mentions.producer.http;

import dev.mentions.http.Problem;
import dev.mentions.producer.validate.Refused;

/** Why a post was not accepted. */
final class PostProblems {

    private static final String SEND_AGAIN = " Sending it again is harmless.";

    private PostProblems() {}

    static Problem of(Refused refused) {
        PostFault fault = switch (refused.reason()) {
            case SYNTAX -> PostFault.MALFORMED;
            case TOO_LARGE -> PostFault.TOO_LARGE;
            case RULE -> PostFault.RULE;
        };
        return Problem.of(fault, refused.detail(), refused.field(), refused.code());
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
