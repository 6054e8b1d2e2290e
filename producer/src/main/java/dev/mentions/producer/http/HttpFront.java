package dev.mentions.producer.http;

import dev.mentions.http.Answers;
import dev.mentions.http.GeneralFaults;
import dev.mentions.http.Listening;
import dev.mentions.http.Requests;
import dev.mentions.http.Resources;
import dev.mentions.http.WebServer;
import dev.mentions.producer.config.ProducerConfig;
import dev.mentions.producer.publish.InFlight;
import dev.mentions.producer.publish.PostPublisher;
import dev.mentions.producer.publish.ProducerMetrics;
import dev.mentions.producer.validate.PostParser;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server. Started once, drained once, closed once. */
public final class HttpFront implements AutoCloseable {

    private static final GeneralFaults FAULTS = new GeneralFaults(
            PostFault.MALFORMED,
            PostFault.NOT_FOUND,
            PostFault.METHOD_NOT_ALLOWED,
            PostFault.MISDIRECTED,
            PostFault.INTERNAL);

    private final ProducerConfig config;
    private final Requests requests = new Requests();
    private final WebServer server;

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
        Listening listening = config.http().listening();
        QueuedThreadPool threads = WebServer.threads(listening);
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
        this.server = WebServer.create(
                listening,
                threads,
                this::protocols,
                CompressionStrategy.NONE,
                FAULTS,
                javalin -> routes(javalin, routes));
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

    private static void routes(JavalinConfig javalin, PostRoutes routes) {
        javalin.routes.post("/posts", routes::posts);
        javalin.routes.post("/post/enqueue", routes::enqueue);
        byte[] description = Resources.read(HttpFront.class, "openapi.json");
        byte[] page = Resources.read(HttpFront.class, "docs.html");
        javalin.routes.get(
                "/openapi.json", context -> context.contentType(Answers.JSON).result(description));
        javalin.routes.get(
                "/docs",
                context -> context.contentType("text/html; charset=utf-8").result(page));
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
        server.close();
    }
}
