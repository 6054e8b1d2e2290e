package dev.mentions.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Health and metrics over HTTP, on a port of their own: {@code /health/live}, {@code /health/ready} and
 * {@code /metrics} in Prometheus' text format; and what else a service offers there.
 */
public final class ManagementServer implements AutoCloseable {

    /** The largest body of a call. */
    static final int MAX_BODY_BYTES = 64 * 1024;

    /** How long an answer may take, until its last byte is taken. */
    static final int MAX_ANSWER_SECONDS = 30;

    /** How long a request may take to arrive, once its first byte has. */
    private static final int MAX_REQUEST_SECONDS = 5;

    /** A client that stalls within a request or an answer holds one, for the times above at most. */
    private static final int THREADS = 64;

    /** Beyond it, connections are closed as they come. */
    private static final int CONNECTIONS = 256;

    static {
        // The server's only way to be told; it reads them once in a process. An operator's own win.
        limit("sun.net.httpserver.maxReqTime", MAX_REQUEST_SECONDS);
        limit("sun.net.httpserver.maxRspTime", MAX_ANSWER_SECONDS);
        limit("jdk.httpserver.maxConnections", CONNECTIONS);
    }

    private final HttpServer server;
    private final ExecutorService executor;

    /**
     * Binds and starts to answer.
     *
     * @param address port 0 picks a free one, see {@link #port()}; requests for hosts that it does not allow are refused
     * @param health asked anew for each request
     * @param calls what else is answered here
     * @throws IOException when the address cannot be bound
     */
    public ManagementServer(
            ListenAddress address, Supplier<Health> health, PrometheusMeterRegistry metrics, List<ManagementCall> calls)
            throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), 0);
        this.executor = threads();
        server.setExecutor(executor);
        Map<String, HttpHandler> handlers = new HashMap<>();
        calls.forEach(call -> handlers.put(call.path(), new CallHandler(call)));
        handlers.put("/health/live", exchange -> {
            Health now = health.get();
            answer(exchange, now.live() ? 200 : 503, "application/json", json(now));
        });
        handlers.put("/health/ready", exchange -> {
            Health now = health.get();
            answer(exchange, now.ready() ? 200 : 503, "application/json", json(now));
        });
        handlers.put(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape()));
        server.createContext("/", new ManagementRoutes(new AllowedHosts(address), handlers));
        server.start();
    }

    private static void limit(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "management-http");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Returns the port that is bound. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String json(Health health) {
        String details = health.details().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> quote(entry.getKey()) + ":" + quote(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"live\":" + health.live() + ",\"ready\":" + health.ready() + ",\"details\":" + details + "}\n";
    }

    static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + "\"";
    }
}
