package dev.mentions.producer.http;

import dev.mentions.producer.config.ProducerConfig;
import dev.mentions.producer.publish.InFlight;
import dev.mentions.producer.publish.PostPublisher;
import dev.mentions.producer.publish.ProducerMetrics;
import dev.mentions.producer.validate.PostParser;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server. Started once, drained once, closed once. */
public final class HttpFront implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(HttpFront.class);

    /** For answers that are being written when everything else is done. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private static final long IDLE_STOP_MILLIS = 100;

    private final ProducerConfig config;
    private final Requests requests = new Requests();
    private final Javalin server;

    /**
     * @param inFlight the bound on all posts under way
     * @param brokerReachable asked for each request
     */
    public HttpFront(
            ProducerConfig config,
            PostPublisher publisher,
            InFlight inFlight,
            BooleanSupplier brokerReachable,
            ProducerMetrics metrics,
            InstantSource clock) {
        this.config = config;
        QueuedThreadPool threads = new QueuedThreadPool(config.http().threads());
        threads.setName("producer-http");
        threads.setDaemon(true);
        PostIntake intake = new PostIntake(
                new PostParser(config.limits().maxBodyBytes()), publisher, brokerReachable, metrics, clock);
        BodyReader reader =
                new BodyReader(config.limits().maxBodyBytes(), config.http().bodyTimeout(), threads);
        PostRoutes routes = new PostRoutes(
                new ApiKeys(config.apiKeys()),
                requests,
                intake,
                new JsonPosts(intake, inFlight, reader, threads),
                new PostStreams(intake, inFlight, config.limits(), config.http().bodyTimeout(), requests::draining));
        this.server = Javalin.create(javalin -> {
            jetty(javalin, threads);
            http(javalin);
            routes(javalin, routes);
        });
    }

    private void jetty(JavalinConfig javalin, QueuedThreadPool threads) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.jetty.threadPool = threads;
        javalin.jetty.timeoutStatus = Fault.SLOW_BODY.status();
        Scheduler scheduler = new ScheduledExecutorScheduler("producer-http-timeouts", true);
        SlowClients slowClients = new SlowClients(config.http().idleTimeout(), scheduler);
        javalin.jetty.addConnector((jetty, http) -> connector(jetty, http, slowClients));
        javalin.jetty.modifyServer(jetty -> {
            jetty.addBean(scheduler);
            jetty.insertHandler(slowClients);
            jetty.insertHandler(new GracefulHandler());
            jetty.setStopTimeout(STOP_LIMIT.toMillis());
            jetty.setErrorHandler(new JettyErrors());
        });
    }

    private ServerConnector connector(Server jetty, HttpConfiguration http, SlowClients slowClients) {
        ServerConnector connector = new ServerConnector(jetty, protocols(jetty, http));
        connector.setHost(config.http().host());
        connector.setPort(config.http().port());
        connector.setIdleTimeout(config.http().idleTimeout().toMillis());
        // What was under way is done by then; what is left are connections kept for another request.
        connector.setShutdownIdleTimeout(IDLE_STOP_MILLIS);
        connector.addBean(slowClients);
        connector.addBean(new NetworkConnectionLimit(config.http().connections(), connector));
        return connector;
    }

    private ConnectionFactory[] protocols(Server jetty, HttpConfiguration http) {
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        if (config.http().tls().isEmpty()) {
            return new ConnectionFactory[] {plain};
        }
        TlsCertificates certificates = new TlsCertificates(config.http().tls().get());
        jetty.addBean(certificates);
        return new ConnectionFactory[] {new SslConnectionFactory(certificates.factory(), plain.getProtocol()), plain};
    }

    private static void http(JavalinConfig javalin) {
        javalin.http.prefer405over404 = true;
        javalin.http.compressionStrategy = CompressionStrategy.NONE;
        // Kafka's delivery timeout bounds how long an answer may take.
        javalin.http.asyncTimeout = 0;
    }

    private static void routes(JavalinConfig javalin, PostRoutes routes) {
        javalin.routes.post("/posts", routes::posts);
        javalin.routes.post("/post/enqueue", routes::enqueue);
        byte[] description = resource("openapi.json");
        byte[] page = resource("docs.html");
        javalin.routes.get(
                "/openapi.json", context -> context.contentType(Answers.JSON).result(description));
        javalin.routes.get(
                "/docs",
                context -> context.contentType("text/html; charset=utf-8").result(page));
        javalin.routes.exception(HttpResponseException.class, HttpFront::answer);
        javalin.routes.exception(Exception.class, HttpFront::answer);
    }

    private static void answer(HttpResponseException error, Context context) {
        Fault fault = switch (error.getStatus()) {
            case 404 -> Fault.NOT_FOUND;
            case 405 -> Fault.METHOD_NOT_ALLOWED;
            default -> Fault.MALFORMED;
        };
        if (fault == Fault.METHOD_NOT_ALLOWED) {
            context.header("Allow", String.join(", ", error.getDetails().values()));
        }
        Answers.problem(context, Problem.of(fault, "GET /openapi.json says what there is"));
    }

    private static void answer(Exception error, Context context) {
        if (error instanceof IOException) {
            LOGGER.atDebug().setCause(error).log("A body cannot be read");
            Answers.problem(context, Problem.of(Fault.MALFORMED, "The body broke off or is not framed as HTTP asks"));
            return;
        }
        LOGGER.atError().setCause(error).log("A request failed");
        Answers.problem(context, Problem.of(Fault.INTERNAL, "It is in the log"));
    }

    private static byte[] resource(String name) {
        try (InputStream in = HttpFront.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("There is no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the resource " + name, e);
        }
    }

    /** Binds and begins to answer. */
    public void start() {
        server.start();
    }

    /** Returns the port that is bound. */
    public int port() {
        return server.port();
    }

    public boolean draining() {
        return requests.draining();
    }

    /** Takes no more posts and waits for those under way; false when some are left after the configured time. */
    public boolean drain() throws InterruptedException {
        return requests.drain(config.http().drainTimeout());
    }

    @Override
    public void close() {
        server.stop();
    }
}
