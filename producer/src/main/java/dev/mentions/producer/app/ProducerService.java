package dev.mentions.producer.app;

import dev.mentions.contract.Post;
import dev.mentions.producer.config.ProducerConfig;
import dev.mentions.producer.http.HttpFront;
import dev.mentions.producer.publish.BrokerWatch;
import dev.mentions.producer.publish.InFlight;
import dev.mentions.producer.publish.KafkaPostPublisher;
import dev.mentions.producer.publish.ProducerMetrics;
import dev.mentions.service.Health;
import dev.mentions.service.Service;
import dev.mentions.service.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes posts over HTTP and writes them onto the posts topic. Answers 503 for as long as the broker is away. */
public final class ProducerService implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(ProducerService.class);

    /** How long {@link #start()} waits for a broker that is there; without one it starts all the same. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(10);

    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(5);

    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final BrokerWatch watch;
    private final KafkaPostPublisher publisher;
    private final ProducerMetrics metrics;
    private final HttpFront front;
    private final boolean readableOnTheWay;
    private boolean closed;

    public ProducerService(ProducerConfig config, Telemetry telemetry) {
        InFlight inFlight =
                new InFlight(config.limits().maxInFlightPosts(), config.limits().maxInFlightBytes());
        Producer<String, Post> producer = KafkaPostPublisher.producer(config.kafka());
        this.publisher = new KafkaPostPublisher(producer, FLUSH_LIMIT, telemetry.tracer());
        this.metrics = new ProducerMetrics(telemetry.metrics(), producer, inFlight);
        this.watch = new BrokerWatch(
                Admin.create(config.kafka().admin()), config.kafka().bootstrapServers(), config.topics());
        this.readableOnTheWay = config.isReadableOnTheWay();
        this.front = new HttpFront(config, publisher, inFlight, watch::reachable, metrics, InstantSource.system());
    }

    @Override
    public void start() throws InterruptedException {
        if (readableOnTheWay) {
            LOGGER.warn("Posts and their API keys arrive in plain text: http.tls.keystore.file is not set."
                    + " That is right only behind a proxy that speaks TLS");
        }
        try {
            front.start();
            watch.start();
            if (watch.awaitReachable(FIRST_LOOK)) {
                publisher.connect(FIRST_LOOK);
            }
            // Only what comes later: what the first look finds is thrown here.
            watch.failure().whenComplete((nothing, error) -> failure.completeExceptionally(error));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        LOGGER.atInfo().addKeyValue("httpPort", httpPort()).log("Taking posts");
    }

    /** Returns the port for posts, once started. */
    public int httpPort() {
        return front.port();
    }

    @Override
    public Health health() {
        boolean reachable = watch.reachable();
        boolean draining = front.draining();
        return new Health(
                !failure.isCompletedExceptionally(),
                reachable && !draining,
                Map.of("broker", reachable ? "reachable" : "away", "draining", Boolean.toString(draining)));
    }

    @Override
    public CompletionStage<Void> failure() {
        return failure;
    }

    /** Refuses new posts, finishes those under way, and lets go of the broker, each in bounded time. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!front.drain()) {
                LOGGER.warn("Requests were still under way after the drain timeout; their senders send again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publisher.close();
        front.close();
        watch.close();
        metrics.close();
    }
}
