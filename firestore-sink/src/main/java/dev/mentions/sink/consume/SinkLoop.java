package dev.mentions.sink.consume;

import static java.util.Objects.requireNonNull;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.RequiredTopic;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.service.Health;
import dev.mentions.service.TopicCheck;
import dev.mentions.service.TopicFaultException;
import dev.mentions.service.TopicsSection;
import dev.mentions.service.trace.RecordTracer;
import dev.mentions.sink.config.SinkConfig;
import dev.mentions.sink.plan.Breach;
import dev.mentions.sink.store.CountStore;
import dev.mentions.sink.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the counts topic and brings it into the store: one thread that polls, never sleeps and never waits for
 * Firestore, so that the group membership lives through any outage. Run once; stopped from any thread.
 */
public final class SinkLoop implements Runnable {

    private static final Logger LOGGER = LoggerFactory.getLogger(SinkLoop.class);

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(10);
    private static final Duration TOPIC_WAIT = Duration.ofMillis(500);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
    private static final Duration PROBE = Duration.ofSeconds(10);
    private static final Duration FLUSH_LIMIT = Duration.ofSeconds(10);
    private static final Duration SHORT_LIMIT = Duration.ofSeconds(2);
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(5);

    private static final String NOT_REACHABLE = "not reachable";

    private final String topic;
    private final RequiredTopic required;
    private final TopicCheck check;
    private final Admin admin;
    private final Consumer<byte[], byte[]> consumer;
    private final LoopQueue queue;
    private final SourceTopic source;
    private final SinkContext context;
    private final Assignment assignment;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();

    private volatile SinkStatus status = SinkStatus.STARTING;
    private volatile String kafkaProblem = NOT_REACHABLE;
    private volatile boolean stopping;
    private String topicId = "";
    private boolean kafkaReachable;
    private boolean checkingTopic;
    private long housekeptAt;
    private long probedAt;

    public SinkLoop(SinkConfig config, CountStore store, SinkMetrics metrics, RecordTracer tracer) {
        TopicSpec<CountKey, CountUpdate> counts = new Topics(config.generation()).counts();
        SinkClock clock = SinkClock.system();
        this.topic = counts.name();
        this.required = counts.required();
        this.admin = KafkaClients.admin(config);
        this.check = new TopicCheck(
                admin,
                requireNonNull(config.kafka().get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)),
                TopicsSection.ofAReader());
        this.consumer = KafkaClients.consumer(config);
        this.queue = new LoopQueue(consumer::wakeup);
        this.source = new SourceTopic(admin, topic, config.groupId());
        WriteBudget budget = new WriteBudget(config.ramp(), clock);
        metrics.budget(budget);
        metrics.consumer(consumer);
        this.context = new SinkContext(
                topic,
                store,
                source,
                queue,
                clock,
                // A generator that may be used from here and on the loop's thread.
                () -> ThreadLocalRandom.current().nextLong(),
                config.flush(),
                budget,
                metrics,
                new StoreHealth(clock),
                tracer);
        this.assignment = new Assignment(consumer, context, queue, new RecordDecoder(counts));
        this.housekeptAt = clock.nanos();
        this.probedAt = clock.nanos();
    }

    /** Reads until it is stopped or cannot go on. */
    @Override
    public void run() {
        try {
            do {
                awaitTopic();
            } while (!stopping && !isTopicChecked());
            if (!stopping) {
                consumer.subscribe(List.of(topic), assignment);
            }
            while (!stopping) {
                step();
            }
            assignment.flushAll(FLUSH_LIMIT);
            leaveOffsets();
        } catch (OffsetOutOfRangeException e) {
            failure.completeExceptionally(new BrokenFenceException(
                    Breach.OFFSETS_OUT_OF_RANGE, "topic and partition and offset: " + e.offsetOutOfRangePartitions()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.completeExceptionally(e);
        } catch (RuntimeException e) {
            failure.completeExceptionally(e);
        } finally {
            status = SinkStatus.STARTING;
            assignment.releaseAll();
            context.metrics().close();
            consumer.close(CloseOptions.timeout(LEAVE_LIMIT));
            admin.close(SHORT_LIMIT);
        }
    }

    /** Asks the loop to flush what it has read and end. */
    public void stop() {
        stopping = true;
        queue.execute(() -> {});
    }

    /** Completes exceptionally when the loop cannot go on. */
    public CompletionStage<Void> failure() {
        return failure;
    }

    public Health health() {
        SinkStatus now = status;
        String problem = context.health().problem();
        Map<String, String> details = new TreeMap<>();
        details.put("partitions", Integer.toString(now.assigned()));
        details.put("claimed", Integer.toString(now.claimed()));
        details.put("kafka", now.kafkaReachable() ? "reachable" : kafkaProblem);
        details.put("firestore", problem == null ? "answers" : problem);
        boolean live = !failure.isCompletedExceptionally();
        boolean ready =
                live && now.joined() && now.claimed() == now.assigned() && now.kafkaReachable() && problem == null;
        return new Health(live, ready, details);
    }

    private void step() {
        queue.drain();
        assignment.tick();
        status = assignment.status(kafkaReachable);
        long now = context.clock().nanos();
        if (now - housekeptAt >= HOUSEKEEPING.toNanos()) {
            housekeptAt = now;
            assignment.measureLag();
            copyOffsets();
        }
        if (now - probedAt >= PROBE.toNanos()) {
            probedAt = now;
            checkTopic();
            probeStore();
        }
        poll();
    }

    private void poll() {
        ConsumerRecords<byte[], byte[]> polled;
        try {
            polled = consumer.poll(queue.beginPoll() ? POLL : Duration.ZERO);
        } catch (WakeupException e) {
            return;
        } finally {
            queue.endPoll();
        }
        assignment.receive(polled);
    }

    /** Whoever makes the counts also makes their topic; until then there is nothing to subscribe to. */
    private void awaitTopic() throws InterruptedException {
        while (!stopping && !kafkaReachable) {
            checkTopic();
            do {
                queue.drain(TOPIC_WAIT);
            } while (checkingTopic && !stopping);
        }
    }

    /**
     * Returns whether the topic's settings could be looked at.
     *
     * @throws TopicFaultException when they would lose deltas
     */
    private boolean isTopicChecked() throws InterruptedException {
        try {
            check.check(List.of(required), List.of(), CHECK_LIMIT);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            kafkaReachable = false;
            tell(e);
            return false;
        }
    }

    private void checkTopic() {
        if (checkingTopic) {
            return;
        }
        checkingTopic = true;
        source.id()
                .whenComplete((id, error) -> queue.execute(() -> {
                    checkingTopic = false;
                    kafkaReachable = error == null;
                    tell(error);
                    if (error == null) {
                        if (!topicId.isEmpty() && !topicId.equals(id)) {
                            throw new BrokenFenceException(Breach.TOPIC_RECREATED, "topic " + topic);
                        }
                        topicId = id;
                    }
                }));
    }

    /** Says why the topic cannot be read: a wrong password would otherwise look like a topic that is not there yet. */
    private void tell(@Nullable Throwable error) {
        if (error == null) {
            kafkaProblem = NOT_REACHABLE;
            return;
        }
        boolean isWrapped = error instanceof CompletionException || error instanceof ExecutionException;
        Throwable cause = isWrapped ? error.getCause() : error;
        String problem = NOT_REACHABLE + ": " + cause.getClass().getSimpleName();
        if (!problem.equals(kafkaProblem)) {
            kafkaProblem = problem;
            LOGGER.atWarn()
                    .addKeyValue("topicName", topic)
                    .addKeyValue("reason", cause.toString())
                    .log("Cannot read the counts topic now; asking until it is there");
        }
    }

    /** While there is nothing to commit, only a read tells whether Firestore is there. */
    private void probeStore() {
        if (context.health().silentNanos() < PROBE.toNanos()) {
            return;
        }
        context.store()
                .read(0)
                .whenComplete((found, error) -> queue.execute(() -> {
                    if (error == null) {
                        context.health().answered();
                    } else if (error instanceof StoreException known) {
                        context.health().failed(known);
                    }
                }));
    }

    /** For lag tools only; what fails is copied again when the fence has moved on. */
    private void copyOffsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = assignment.uncommitted();
        if (!offsets.isEmpty()) {
            consumer.commitAsync(
                    offsets,
                    (committed, error) ->
                            LOGGER.atDebug().setCause(error).log("Copied the fences to the group's offsets"));
        }
    }

    private void leaveOffsets() {
        try {
            consumer.commitSync(assignment.uncommitted(), SHORT_LIMIT);
        } catch (KafkaException e) {
            LOGGER.atDebug().setCause(e).log("Could not copy the fences to the group's offsets");
        }
    }
}
