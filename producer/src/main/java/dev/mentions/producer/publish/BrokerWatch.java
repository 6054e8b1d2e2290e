package dev.mentions.producer.publish;

import dev.mentions.contract.Generation;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.service.TopicCheck;
import dev.mentions.service.TopicFaultException;
import dev.mentions.service.TopicProvisioner;
import dev.mentions.service.TopicsSection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the broker can take posts, from a real call every second. Creates and checks the topics before it says so
 * the first time. Safe for use by several threads.
 */
public final class BrokerWatch implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(BrokerWatch.class);

    private static final long PERIOD_MILLIS = 1_000;
    private static final long CALL_LIMIT_MILLIS = 2_000;
    private static final Duration TOPICS_LIMIT = Duration.ofSeconds(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Admin admin;
    private final TopicsSection topicsSection;
    private final TopicCheck check;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final Topics topics = new Topics(Generation.FIRST);
    private final CountDownLatch reachedOnce = new CountDownLatch(1);
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "broker-watch");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean reachable;
    private volatile @Nullable TopicFaultException fault;
    private boolean toldOnce;
    private boolean topicsReady;
    private boolean checked;

    /**
     * @param admin closed with this
     * @param bootstrapServers for the commands in messages
     */
    public BrokerWatch(Admin admin, String bootstrapServers, TopicsSection topicsSection) {
        this.admin = admin;
        this.topicsSection = topicsSection;
        this.check = new TopicCheck(admin, bootstrapServers, topicsSection);
    }

    public void start() {
        var unused = executor.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Tells whether the broker had the posts topic when it was last asked. */
    public boolean reachable() {
        return reachable;
    }

    /**
     * Waits until the broker was reached for the first time, or the limit has passed.
     *
     * @throws TopicFaultException when the posts topic would lose posts
     */
    public boolean awaitReachable(Duration limit) throws InterruptedException {
        boolean reached = reachedOnce.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        TopicFaultException found = fault;
        if (found != null) {
            throw found;
        }
        return reached;
    }

    /** Completes exceptionally when the posts topic turns out to lose posts, and never otherwise. */
    public CompletionStage<Void> failure() {
        return failure;
    }

    private void look() {
        try {
            if (topicsSection.create() && !topicsReady) {
                new TopicProvisioner(admin).ensure(wantedTopics(), TOPICS_LIMIT);
            }
            if (!checked) {
                check.check(List.of(topics.posts().required()), List.of(), TOPICS_LIMIT);
                checked = true;
            }
            admin.describeTopics(List.of(topics.posts().name()))
                    .allTopicNames()
                    .get(CALL_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            tell(true, null);
            reachedOnce.countDown();
        } catch (TopicFaultException e) {
            if (e.isMissing()) {
                tell(false, e);
            } else {
                fail(e);
            }
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            tell(false, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(TopicFaultException found) {
        fault = found;
        failure.completeExceptionally(found);
        reachedOnce.countDown();
        executor.shutdown();
    }

    private List<NewTopic> wantedTopics() {
        return Stream.<TopicSpec<?, ?>>of(topics.posts(), topics.rejected())
                .map(topic -> topic.newTopic(topicsSection.partitions(), topicsSection.replicationFactor()))
                .toList();
    }

    private void tell(boolean now, @Nullable Exception error) {
        if (now != reachable || !toldOnce) {
            if (now) {
                LOGGER.info("The broker can take posts");
            } else {
                LOGGER.atWarn().setCause(error).log("The broker cannot take posts now; they are answered with 503");
            }
        }
        toldOnce = true;
        topicsReady = now;
        reachable = now;
    }

    @Override
    public void close() {
        executor.shutdownNow();
        admin.close(CLOSE_LIMIT);
    }
}
