package dev.mentions.producer.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers. */
final class Answers {

    private static final Logger LOGGER = LoggerFactory.getLogger(Answers.class);

    static final String JSON = "application/json";

    /** When a client may try again, in seconds. */
    private static final String RETRY_AFTER = "1";

    private static final long SMALL_BODY = 64 * 1024;
    private static final long DISCARD_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private Answers() {}

    static byte[] json(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer cannot be written as JSON", e);
        }
    }

    /** Answers with a problem, once the body was read to its end. */
    static void problem(Context context, Problem problem) {
        prepare(context, problem.status(), Problem.MEDIA_TYPE);
        context.result(json(problem));
    }

    static void result(Context context, int status, Object value) {
        prepare(context, status, JSON);
        context.result(json(value));
    }

    /** Answers with a problem, whatever is left of the body. */
    static void problemBeforeEnd(Context context, Problem problem) {
        beforeEnd(context, problem.status(), Problem.MEDIA_TYPE, problem);
    }

    /**
     * Answers before the body has come to its end. A connection that is closed with bytes unread is reset, and the
     * client may lose the answer: so the answer goes out first, and what still comes is then discarded for a while.
     */
    static void beforeEnd(Context context, int status, String mediaType, Object value) {
        byte[] body = json(value);
        prepare(context, status, mediaType);
        long length = context.req().getContentLengthLong();
        boolean small = length >= 0 && length <= SMALL_BODY;
        try {
            if (small) {
                discard(context);
                context.result(body);
                return;
            }
            context.header("Connection", "close");
            context.res().setContentLength(body.length);
            context.res().getOutputStream().write(body);
            context.res().flushBuffer();
            // A client that asked first has sent nothing yet.
            if (context.header("Expect") == null) {
                discard(context);
            }
        } catch (IOException e) {
            LOGGER.atDebug().setCause(e).log("A client went away before its body ended");
        }
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

    private static void discard(Context context) throws IOException {
        InputStream body = context.req().getInputStream();
        byte[] sink = new byte[64 * 1024];
        long deadline = System.nanoTime() + DISCARD_LIMIT_NANOS;
        while (System.nanoTime() < deadline && body.read(sink) >= 0) {
            // Read and forgotten.
        }
    }
}
