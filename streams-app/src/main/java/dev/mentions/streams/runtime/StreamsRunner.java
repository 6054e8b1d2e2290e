package dev.mentions.streams.runtime;

import dev.mentions.contract.LostRecords;
import dev.mentions.streams.topology.StreamsAppMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one application until it is closed or beyond help. Safe for use by several threads. */
public final class StreamsRunner {

    private static final Logger LOGGER = LoggerFactory.getLogger(StreamsRunner.class);

    private static final int REPLACEMENTS = 10;
    private static final Duration REPLACEMENT_TIME = Duration.ofMinutes(10);
    private static final int RESTORATIONS = 3;
    private static final Duration RESTORATION_TIME = Duration.ofHours(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);
    private static final Duration REMOVE_LIMIT = Duration.ofSeconds(30);

    private static final Set<String> ENDING = Set.of("PENDING_SHUTDOWN", "DEAD");

    private final String applicationId;
    private final String stateRoot;
    private final SourceOffsets sourceOffsets;
    private final StateDirectory stateDirectory;
    private final Topology topology;
    private final Properties properties;
    private final StreamsAppMetrics metrics;
    private final MeterRegistry registry;
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final ReplacementBudget budget = new ReplacementBudget(REPLACEMENTS, REPLACEMENT_TIME, System::nanoTime);
    private final ReplacementBudget restorations =
            new ReplacementBudget(RESTORATIONS, RESTORATION_TIME, System::nanoTime);

    /** Held while the clients are closed or made again. */
    private final Object lifecycle = new Object();

    private volatile KafkaStreams streams;
    private KafkaStreamsMetrics streamsMetrics;
    private volatile boolean restoring;
    private boolean closed;

    /**
     * Makes the clients; nothing is processed yet.
     *
     * @param sourceOffsets of the same application
     * @param registry gets what the clients measure, until this is closed
     * @throws IllegalStateException when another process has the state directory, or its disk is full
     * @throws IOException when the state directory cannot be written
     */
    public StreamsRunner(
            Topology topology,
            Properties properties,
            SourceOffsets sourceOffsets,
            StreamsAppMetrics metrics,
            MeterRegistry registry)
            throws IOException {
        this.sourceOffsets = sourceOffsets;
        this.applicationId = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
        this.stateRoot = properties.getProperty(StreamsConfig.STATE_DIR_CONFIG);
        this.topology = topology;
        this.properties = properties;
        this.metrics = metrics;
        this.registry = registry;
        LOGGER.atDebug()
                .addKeyValue("applicationId", applicationId)
                .addKeyValue("topology", topology.describe().toString())
                .log("Built the topology");
        try {
            this.stateDirectory = StateDirectory.open(Path.of(stateRoot), applicationId);
        } catch (IOException e) {
            throwIfDiskFull(e);
            throw e;
        }
        try {
            connect();
        } catch (RuntimeException e) {
            stateDirectory.close();
            throwIfDiskFull(e);
            throw e;
        }
    }

    private void throwIfDiskFull(Exception failure) {
        if (ThreadFailure.of(failure) == ThreadFailure.DISK_FULL) {
            throw new IllegalStateException(ThreadFailure.DISK_FULL.advice(stateRoot), failure);
        }
    }

    private void connect() {
        KafkaStreams created = new KafkaStreams(topology, properties);
        created.setUncaughtExceptionHandler(this::afterThreadFailure);
        created.setStateListener(this::afterStateChange);
        streams = created;
        streamsMetrics = new KafkaStreamsMetrics(created);
        streamsMetrics.bindTo(registry);
    }

    /**
     * Starts the threads and returns at once. If records that the application must read are gone, nothing starts and
     * {@link #failure()} completes with a {@link LostRecordsException}.
     *
     * @throws IllegalStateException when nobody knows what the application has read, or the disk is full
     * @throws ExecutionException when Kafka cannot be asked
     */
    public void start() throws InterruptedException, ExecutionException, TimeoutException {
        List<LostRecords> lost = sourceOffsets.prepare();
        if (!lost.isEmpty()) {
            failure.completeExceptionally(sourceOffsets.stopped(lost));
            return;
        }
        try {
            streams.start();
        } catch (RuntimeException e) {
            // The stores that are on disk are opened here.
            throwIfDiskFull(e);
            if (ThreadFailure.of(e) != ThreadFailure.DAMAGED_STORE || !restoreAfter(e)) {
                throw e;
            }
        }
    }

    public String applicationId() {
        return applicationId;
    }

    public State state() {
        return streams.state();
    }

    /**
     * Returns how the stream threads are. One that has been told to end is counted for a moment more, as it was: Kafka
     * Streams does not renew what it shows of a thread that ends.
     */
    public StreamThreads threads() {
        List<ThreadMetadata> staying = staying();
        return new StreamThreads(
                staying.size(),
                (int) staying.stream()
                        .filter(thread -> thread.threadState().equals("RUNNING"))
                        .count(),
                (int) staying.stream()
                        .filter(thread -> thread.activeTasks().isEmpty())
                        .count(),
                staying.stream().mapToInt(thread -> thread.activeTasks().size()).sum(),
                staying.stream()
                        .mapToInt(thread -> thread.standbyTasks().size())
                        .sum());
    }

    private List<ThreadMetadata> staying() {
        return streams.metadataForLocalThreads().stream()
                .filter(thread -> !ENDING.contains(thread.threadState()))
                .toList();
    }

    /**
     * Adds or removes threads while the application runs, and returns when that is done. Partitions move then. A thread
     * that is removed commits, ends and leaves the group, under static membership too, so that what it had is with others
     * at once.
     *
     * @param threads how many there shall be, at least 1; more than partitions stay idle
     * @throws IllegalStateException when the application is not running, or a thread does not end in time: it ends later
     */
    public synchronized void resize(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, is " + threads);
        }
        while (staying().size() < threads) {
            require(streams.addStreamThread());
        }
        while (staying().size() > threads) {
            try {
                require(streams.removeStreamThread(REMOVE_LIMIT));
            } catch (org.apache.kafka.common.errors.TimeoutException e) {
                throw new IllegalStateException(
                        "A thread of " + applicationId + " ends only when it has done what it is at", e);
            }
        }
    }

    /**
     * Completes exceptionally when the application can no longer work, and never otherwise: with a
     * {@link LostRecordsException} if a restart of the process does not help.
     */
    public CompletionStage<Void> failure() {
        return failure;
    }

    /**
     * Commits what was processed and stops, within 15 s; what was not is processed after the next start.
     *
     * @return false when it has not ended in that time; its threads then still use their stores
     */
    public boolean close() {
        synchronized (lifecycle) {
            closed = true;
            streamsMetrics.close();
            if (!streams.close(CLOSE_LIMIT)) {
                LOGGER.atWarn().addKeyValue("applicationId", applicationId).log("Not closed in time");
                return false;
            }
        }
        try (stateDirectory) {
            if (!failure.isCompletedExceptionally()) {
                stateDirectory.closedInOrder();
            }
        } catch (IOException e) {
            LOGGER.atWarn()
                    .addKeyValue("applicationId", applicationId)
                    .setCause(e)
                    .log("Could not note the orderly end; the stores are restored at the next start");
        }
        return true;
    }

    private void require(Optional<String> threadName) {
        if (threadName.isEmpty()) {
            throw new IllegalStateException("Cannot change the threads of " + applicationId + ", which is " + state());
        }
    }

    private StreamThreadExceptionResponse afterThreadFailure(Throwable cause) {
        Optional<InvalidOffsetException> gone = ThreadFailure.invalidOffset(cause);
        if (gone.isPresent()) {
            failure.completeExceptionally(lostRecords(gone.get()));
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        ThreadFailure kind = ThreadFailure.of(cause);
        if (kind == ThreadFailure.DAMAGED_STORE && restoreAfter(cause)) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        boolean replace = kind == ThreadFailure.PASSING && budget.spend();
        LOGGER.atError()
                .addKeyValue("applicationId", applicationId)
                .addKeyValue("replaced", replace)
                .setCause(cause)
                .log("A stream thread failed");
        if (replace) {
            metrics.threadReplaced();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        failure.completeExceptionally(
                kind == ThreadFailure.PASSING ? cause : new IllegalStateException(kind.advice(stateRoot), cause));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private Exception lostRecords(InvalidOffsetException found) {
        try {
            List<LostRecords> lost = sourceOffsets.lost(found);
            return lost.isEmpty() ? found : sourceOffsets.stopped(lost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return found;
        } catch (ExecutionException | TimeoutException e) {
            found.addSuppressed(e);
            return found;
        }
    }

    /** Deletes all stores on a thread of its own and starts again. Returns false when that has been done too often. */
    private boolean restoreAfter(Throwable damage) {
        synchronized (restorations) {
            if (restoring) {
                // Several threads may meet the damage at once.
                return true;
            }
            if (!restorations.spend()) {
                return false;
            }
            restoring = true;
        }
        LOGGER.atWarn()
                .addKeyValue("applicationId", applicationId)
                .addKeyValue("directory", stateDirectory.path())
                .setCause(damage)
                .log(
                        "A state store is damaged. All stores in the directory are deleted and restored from their changelogs;"
                                + " nothing is lost");
        Thread restoration = new Thread(this::restore, "restore-" + applicationId);
        restoration.setDaemon(true);
        restoration.start();
        return true;
    }

    private void restore() {
        synchronized (lifecycle) {
            if (closed) {
                return;
            }
            try {
                streamsMetrics.close();
                if (!streams.close(CLOSE_LIMIT)) {
                    throw new IllegalStateException(ThreadFailure.STORE_HELD_OPEN.advice(stateRoot));
                }
                stateDirectory.removeStores();
                connect();
                restoring = false;
                streams.start();
            } catch (IOException | RuntimeException e) {
                failure.completeExceptionally(e);
            }
        }
    }

    private void afterStateChange(State now, State before) {
        LOGGER.atInfo()
                .addKeyValue("applicationId", applicationId)
                .addKeyValue("state", now)
                .log("Changed state");
        if (now == State.ERROR && !restoring) {
            failure.completeExceptionally(new IllegalStateException(applicationId + " is in state ERROR"));
        }
    }
}
