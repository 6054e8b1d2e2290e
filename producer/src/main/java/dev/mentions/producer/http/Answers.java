package dev.mentions.producer.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;

/** Writes answers. What the client still sends is seen to later, by {@link SlowClients}. */
final class Answers {

    static final String JSON = "application/json";

    /** When a client may try again, in seconds. */
    private static final String RETRY_AFTER = "1";

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private Answers() {}

    static byte[] json(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }

    static void problem(Context context, Problem problem) {
        prepare(context, problem.status(), Problem.MEDIA_TYPE);
        context.result(json(problem));
    }

    static void result(Context context, int status, Object value) {
        prepare(context, status, JSON);
        context.result(json(value));
    }

    private static void prepare(Context context, int status, String mediaType) {
        context.status(status).contentType(mediaType);
        if (status == Fault.BUSY.status()) {
            context.header("Retry-After", RETRY_AFTER);
        }
        if (status == Fault.UNAUTHORIZED.status()) {
            context.header("WWW-Authenticate", "Bearer");
        }
    }
}
