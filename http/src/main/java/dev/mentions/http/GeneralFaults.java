package dev.mentions.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults that every service has, and how they are answered.
 *
 * @param malformed the request cannot be read
 * @param notFound there is nothing at that path
 * @param methodNotAllowed there is, but not with that method
 * @param misdirected the request names a host that the server does not answer for
 * @param internal everything else
 */
public record GeneralFaults(
        Fault malformed, Fault notFound, Fault methodNotAllowed, Fault misdirected, Fault internal) {

    private static final Logger LOGGER = LoggerFactory.getLogger(GeneralFaults.class);

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    void answerIn(JavalinConfig javalin) {
        javalin.routes.exception(HttpResponseException.class, this::answer);
        javalin.routes.exception(Exception.class, this::answer);
    }

    private void answer(HttpResponseException error, Context context) {
        Fault fault = switch (error.getStatus()) {
            case NOT_FOUND -> notFound;
            case METHOD_NOT_ALLOWED -> methodNotAllowed;
            default -> malformed;
        };
        if (error.getStatus() == METHOD_NOT_ALLOWED) {
            context.header("Allow", String.join(", ", error.getDetails().values()));
        }
        Answers.problem(context, Problem.of(fault, "GET /openapi.json says what there is"));
    }

    private void answer(Exception error, Context context) {
        if (error instanceof IOException) {
            LOGGER.atDebug().setCause(error).log("A body cannot be read");
            Answers.problem(context, Problem.of(malformed, "The body broke off or is not framed as HTTP asks"));
            return;
        }
        LOGGER.atError().setCause(error).log("A request failed");
        Answers.problem(context, Problem.of(internal, "It is in the log"));
    }
}
