package dev.mentions.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.javalin.http.Context;

/** Writes answers. What the client still sends is seen to later, by {@link SlowClients}. */
public final class Answers {

    public static final String JSON = "application/json";

    private static final String RETRY_AFTER = "Retry-After";

    /** When a client may try again, in seconds, where the answer does not say otherwise. */
    private static final String SOON = "1";

    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private Answers() {}

    /** Returns the JSON of a value in UTF-8, moments in ISO-8601. */
    public static byte[] json(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }

    /** Returns the JSON object of a value as a tree. */
    public static ObjectNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    public static void problem(Context context, Problem problem) {
        prepare(context, problem.status(), Problem.MEDIA_TYPE);
        context.result(json(problem));
    }

    /** Answers a problem that is over in some seconds. */
    public static void problem(Context context, Problem problem, long retryAfterSeconds) {
        problem(context, problem);
        context.header(RETRY_AFTER, Long.toString(retryAfterSeconds));
    }

    public static void result(Context context, int status, Object value) {
        prepare(context, status, JSON);
        context.result(json(value));
    }

    private static void prepare(Context context, int status, String mediaType) {
        context.status(status).contentType(mediaType);
        if (status == UNAVAILABLE) {
            context.header(RETRY_AFTER, SOON);
        }
        if (status == UNAUTHORIZED) {
            context.header("WWW-Authenticate", "Bearer");
        }
    }
}
