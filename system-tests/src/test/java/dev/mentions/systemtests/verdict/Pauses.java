package dev.mentions.systemtests.verdict;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.Generation;
import dev.mentions.generations.progress.FirestoreFences;
import dev.mentions.systemtests.load.Journal;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches how long the slowest partition of each stage stands still, under a load that moves every partition several
 * times a second. For one thread to start and stop.
 */
public final class Pauses {

    private static final long LOOK_MILLIS = 100;
    private static final long LIMIT_SECONDS = 5;

    private final PipelineAddress address;
    private final Journal journal;
    private final Map<String, Map<Object, Position>> positions = new LinkedHashMap<>();
    private final Thread watching = new Thread(this::watch, "pauses");
    private volatile boolean goOn = true;

    private static final class Position {
        private long value;
        private long since;
        private long longest;
    }

    public Pauses(PipelineAddress address, Journal journal) {
        this.address = address;
        this.journal = journal;
    }

    public void start() {
        watching.start();
    }

    /** Returns the longest pause of each stage, in the order data flows. */
    public Map<String, Duration> stop() throws InterruptedException {
        goOn = false;
        watching.join();
        Map<String, Duration> longest = new LinkedHashMap<>();
        positions.forEach((stage, partitions) -> longest.put(
                stage,
                Duration.ofNanos(partitions.values().stream()
                        .mapToLong(position -> Math.max(position.longest, System.nanoTime() - position.since))
                        .max()
                        .orElse(0))));
        return longest;
    }

    private void watch() {
        try (Admin admin = Admin.create(Map.copyOf(address.kafka()));
                Firestore firestore = address.firestore().connect()) {
            FirestoreFences fences = new FirestoreFences(firestore, PipelineAddress.SINK, Generation.FIRST);
            while (goOn) {
                look(admin, fences);
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (Exception e) {
            throw new IllegalStateException("Stopped watching", e);
        }
    }

    private void look(Admin admin, FirestoreFences fences) throws InterruptedException {
        moved("producer", 0, journal.size());
        try {
            committed(admin, "extract", ConsumerGroups.extract(Generation.FIRST));
            committed(admin, "count", ConsumerGroups.count(Generation.FIRST));
            fences.next().forEach((partition, next) -> moved("sink", partition, next));
        } catch (ExecutionException | TimeoutException e) {
            // A broker or Firestore is away; whatever stands still meanwhile is seen when it is back.
        }
    }

    private void committed(Admin admin, String stage, String group)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                .forEach((partition, offset) -> committed.put(partition, offset.offset()));
        committed.forEach((partition, offset) -> moved(stage, partition, offset));
    }

    private void moved(String stage, Object partition, long value) {
        long now = System.nanoTime();
        Position position = positions
                .computeIfAbsent(stage, name -> new HashMap<>())
                .computeIfAbsent(partition, name -> new Position());
        if (position.since == 0 || position.value != value) {
            position.longest = position.since == 0 ? 0 : Math.max(position.longest, now - position.since);
            position.value = value;
            position.since = now;
        }
    }
}
