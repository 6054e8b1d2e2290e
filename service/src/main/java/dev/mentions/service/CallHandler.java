package dev.mentions.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One {@link ManagementCall} over HTTP. A refusal is answered as a problem after RFC 9457. */
final class CallHandler implements HttpHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(CallHandler.class);

    private final ManagementCall call;

    CallHandler(ManagementCall call) {
        this.call = call;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                ManagementCall.Answer answer = answer(exchange);
                send(exchange, answer.status(), "application/json", answer.json());
            } catch (CallRefusedException e) {
                refuse(exchange, e);
            } catch (RuntimeException e) {
                LOGGER.atError().addKeyValue("path", call.path()).setCause(e).log("A call failed");
                send(exchange, 500, "application/problem+json", problem(500, "Failed; the log says why"));
            }
        }
    }

    private ManagementCall.Answer answer(HttpExchange exchange) throws IOException, CallRefusedException {
        ManagementCall.Handler handler = call.handlers().get(exchange.getRequestMethod());
        if (handler == null) {
            String allowed = String.join(", ", new TreeSet<>(call.handlers().keySet()));
            exchange.getResponseHeaders().set("Allow", allowed);
            throw new CallRefusedException(405, call.path() + " takes " + allowed);
        }
        return handler.handle(
                new ManagementCall.Request(parameters(exchange.getRequestURI().getRawQuery()), body(exchange)));
    }

    private static byte[] body(HttpExchange exchange) throws IOException, CallRefusedException {
        byte[] body = exchange.getRequestBody().readNBytes(ManagementServer.MAX_BODY_BYTES + 1);
        if (body.length > ManagementServer.MAX_BODY_BYTES) {
            throw new CallRefusedException(
                    413, "The body is larger than " + ManagementServer.MAX_BODY_BYTES + " bytes");
        }
        // A page in a browser may send other types to any address, but not this one without being asked first.
        if (body.length > 0
                && !JsonEncoding.mediaType(exchange.getRequestHeaders().getFirst("Content-Type"))
                        .equals("application/json")) {
            throw new CallRefusedException(415, "The body is to be JSON in UTF-8, with Content-Type: application/json");
        }
        requireUtf8(body);
        return body;
    }

    private static void requireUtf8(byte[] body) throws CallRefusedException {
        if (JsonEncoding.isWide(body, 0, body.length)) {
            throw new CallRefusedException(400, "The body is in UTF-16 or UTF-32. Send JSON in UTF-8");
        }
        int invalid = JsonEncoding.invalidAt(body, 0, body.length);
        if (invalid >= 0) {
            throw new CallRefusedException(
                    400, "The body is not valid UTF-8 at byte " + invalid + ". Send JSON in UTF-8");
        }
    }

    private static Map<String, String> parameters(String query) throws CallRefusedException {
        Map<String, String> parameters = new TreeMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (parameters.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw new CallRefusedException(400, "The parameter '" + name + "' is given twice");
            }
        }
        return parameters;
    }

    private static String decode(String text) throws CallRefusedException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new CallRefusedException(400, "The query is not percent-encoded UTF-8");
        }
    }

    /** Answers a refusal. */
    static void refuse(HttpExchange exchange, CallRefusedException refused) throws IOException {
        send(exchange, refused.status(), "application/problem+json", problem(refused.status(), refused.getMessage()));
    }

    private static byte[] problem(int status, String detail) {
        return ("{\"status\":" + status + ",\"detail\":" + ManagementServer.quote(detail) + "}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
