package dev.mentions.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the management port answers, by path. The server's own contexts take every path that begins with theirs; these
 * are exact.
 */
final class ManagementRoutes implements HttpHandler {

    private static final String HTTP_1_0 = "HTTP/1.0";

    private final AllowedHosts allowedHosts;
    private final SortedMap<String, HttpHandler> handlers;

    ManagementRoutes(AllowedHosts allowedHosts, Map<String, HttpHandler> handlers) {
        this.allowedHosts = allowedHosts;
        this.handlers = new TreeMap<>(handlers);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            checkHost(exchange);
            handler(exchange.getRequestURI()).handle(exchange);
        } catch (CallRefusedException e) {
            try (exchange) {
                CallHandler.refuse(exchange, e);
            }
        }
    }

    private void checkHost(HttpExchange exchange) throws CallRefusedException {
        List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        if (hosts.size() > 1 || (hosts.isEmpty() && !exchange.getProtocol().equals(HTTP_1_0))) {
            throw new CallRefusedException(400, "A request has one Host header; this one has " + hosts.size());
        }
        URI target = exchange.getRequestURI();
        Stream<String> named =
                target.isAbsolute() ? Stream.of(String.valueOf(target.getRawAuthority())) : Stream.empty();
        if (!Stream.concat(hosts.stream(), named).allMatch(allowedHosts::accepts)) {
            throw new CallRefusedException(AllowedHosts.MISDIRECTED, allowedHosts.refuse());
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
