package dev.mentions.http;

import dev.mentions.service.AllowedHosts;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/** An HTTP server as all services of ours have it. Made, set up by {@link #create}, started once, closed once. */
public final class WebServer implements AutoCloseable {

    /** For answers that are being written when everything else is done. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private static final long IDLE_STOP_MILLIS = 100;

    private static final int REQUEST_TIMEOUT = 408;

    private final Javalin server;

    /** What connections speak. */
    @FunctionalInterface
    public interface Protocols extends BiFunction<Server, HttpConfiguration, ConnectionFactory[]> {

        /** Returns HTTP/1.1 in plain text. */
        static Protocols plain() {
            return (jetty, http) -> new ConnectionFactory[] {new HttpConnectionFactory(http)};
        }
    }

    private WebServer(Javalin server) {
        this.server = server;
    }

    /** Returns the threads of a server that is to be created. */
    public static QueuedThreadPool threads(Listening listening) {
        QueuedThreadPool threads = new QueuedThreadPool(listening.threads());
        threads.setName(listening.name() + "-http");
        threads.setDaemon(true);
        return threads;
    }

    /** Returns a server that is not started yet. */
    public static WebServer create(Listening listening, GeneralFaults faults, Consumer<JavalinConfig> routes) {
        return create(listening, threads(listening), Protocols.plain(), CompressionStrategy.GZIP, faults, routes);
    }

    /**
     * Returns a server that is not started yet.
     *
     * @param threads its own, see {@link #threads}
     * @param compression of answers
     * @param routes adds what is answered
     */
    public static WebServer create(
            Listening listening,
            QueuedThreadPool threads,
            Protocols protocols,
            CompressionStrategy compression,
            GeneralFaults faults,
            Consumer<JavalinConfig> routes) {
        return new WebServer(Javalin.create(javalin -> {
            jetty(javalin, listening, threads, protocols, faults);
            javalin.http.prefer405over404 = true;
            javalin.http.compressionStrategy = compression;
            // What is waited for behind an answer has bounds of its own.
            javalin.http.asyncTimeout = 0;
            faults.answerIn(javalin);
            routes.accept(javalin);
        }));
    }

    private static void jetty(
            JavalinConfig javalin,
            Listening listening,
            QueuedThreadPool threads,
            Protocols protocols,
            GeneralFaults faults) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.jetty.threadPool = threads;
        javalin.jetty.timeoutStatus = REQUEST_TIMEOUT;
        Scheduler scheduler = new ScheduledExecutorScheduler(listening.name() + "-http-timeouts", true);
        SlowClients slowClients = new SlowClients(listening.idleTimeout(), scheduler);
        javalin.jetty.addConnector(
                (jetty, http) -> connector(jetty, listening, protocols.apply(jetty, http), slowClients));
        AllowedHosts allowedHosts = new AllowedHosts(listening.address());
        javalin.jetty.modifyServer(jetty -> {
            jetty.addBean(scheduler);
            jetty.insertHandler(new HostCheck(allowedHosts));
            jetty.insertHandler(slowClients);
            jetty.insertHandler(new GracefulHandler());
            jetty.setStopTimeout(STOP_LIMIT.toMillis());
            jetty.setErrorHandler(new JettyErrors(faults, allowedHosts));
        });
    }

    private static ServerConnector connector(
            Server jetty, Listening listening, ConnectionFactory[] protocols, SlowClients slowClients) {
        ServerConnector connector = new ServerConnector(jetty, protocols);
        connector.setHost(listening.address().host());
        connector.setPort(listening.address().port());
        connector.setIdleTimeout(listening.idleTimeout().toMillis());
        // What was under way is done by then; what is left are connections kept for another request.
        connector.setShutdownIdleTimeout(IDLE_STOP_MILLIS);
        connector.addBean(slowClients);
        connector.addBean(new NetworkConnectionLimit(listening.connections(), connector));
        return connector;
    }

    /** Binds and begins to answer. */
    public void start() {
        server.start();
    }

    /** Returns the port that is bound. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
