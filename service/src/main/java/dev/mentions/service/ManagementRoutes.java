package dev.mentions.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the management port answers, by path. The server's own contexts take every path that begins with theirs; these
 * are exact.
 */
final class ManagementRoutes implements HttpHandler {

    private final SortedMap<String, HttpHandler> handlers;

    ManagementRoutes(Map<String, HttpHandler> handlers) {
        this.handlers = new TreeMap<>(handlers);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            handler(exchange.getRequestURI()).handle(exchange);
        } catch (CallRefusedException e) {
            try (exchange) {
                CallHandler.refuse(exchange, e);
            }
        }
    }

    private HttpHandler handler(URI target) throws CallRefusedException {
        // What begins with two slashes is read as an authority and a path.
        boolean path = target.isAbsolute() || target.getRawAuthority() == null;
        HttpHandler handler = path ? handlers.get(String.valueOf(target.getPath())) : null;
        if (handler == null) {
            throw new CallRefusedException(
                    404, "There is nothing at this path. Ask one of " + String.join(", ", handlers.keySet()));
        }
        return handler;
    }
}
