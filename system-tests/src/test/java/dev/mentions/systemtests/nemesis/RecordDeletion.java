package dev.mentions.systemtests.nemesis;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.losses.Losses;
import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.Topics;
import dev.mentions.generations.progress.FirestoreFences;
import dev.mentions.systemtests.pipeline.CountSet;
import dev.mentions.systemtests.pipeline.Node;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Deletes records of the pipeline's topics, as retention does, and is the operator whom this calls. One deletion at a
 * time; while one goes on, others are left out. Thread-safe.
 */
final class RecordDeletion {

    /** More than an application has usually fetched and not committed. */
    private static final long LAG = 10;

    private static final Duration MOMENT_LIMIT = Duration.ofSeconds(30);
    private static final Duration OPERATOR_LIMIT = Duration.ofMinutes(6);
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 250;
    private static final long ADMIN_SECONDS = 30;

    private final SeparateProcesses processes;
    private final Admin admin;
    private final Topics topics = new Topics(CountSet.LIVE.generation());
    private final ReentrantLock one = new ReentrantLock();

    RecordDeletion(SeparateProcesses processes, Admin admin) {
        this.processes = processes;
        this.admin = admin;
    }

    /** Deletes what is read of a partition, with the offsets committed. Returns whether there was anything. */
    boolean ofRead(TopicPartition partition) throws InterruptedException {
        if (!one.tryLock()) {
            return false;
        }
        try {
            long end = next(partition);
            if (processes.keepRecords(partition, end) == 0) {
                return false;
            }
            delete(partition, end);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException | ApiException e) {
            // Nothing was deleted yet.
            return false;
        } finally {
            one.unlock();
        }
    }

    /**
     * Deletes what an application has still to read of a partition, accepts the loss when the application has said that
     * it has stopped, and starts the streams apps again. Returns whether anything was lost.
     *
     * @throws IllegalStateException when nothing says that records are lost, or the loss cannot be accepted
     */
    boolean ofUnread(TopicPartition partition) throws InterruptedException, IOException {
        if (!one.tryLock()) {
            return false;
        }
        try {
            OptionalLong end = awaitLag(partition);
            if (end.isEmpty()) {
                return false;
            }
            processes.keepRecords(partition, end.getAsLong());
            delete(partition, end.getAsLong());
            return operate(partition, end.getAsLong());
        } catch (KafkaException e) {
            // Nothing was deleted yet.
            return false;
        } finally {
            one.unlock();
        }
    }

    /** Returns the end of a partition of which an application has something to read, or nothing in the time given. */
    private OptionalLong awaitLag(TopicPartition partition) throws InterruptedException {
        long deadline = System.nanoTime() + MOMENT_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                long next = next(partition);
                long end = processes.endOffset(partition);
                if (end - next >= LAG) {
                    return OptionalLong.of(end);
                }
            } catch (ExecutionException | TimeoutException | KafkaException e) {
                // A broker is away.
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return OptionalLong.empty();
    }

    /** Returns when they are deleted: a request without an answer may have been carried out. */
    private void delete(TopicPartition partition, long end) throws InterruptedException {
        long deadline = System.nanoTime() + OPERATOR_LIMIT.toNanos();
        while (true) {
            try {
                admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end)))
                        .all()
                        .get(ADMIN_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException | TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("cannot delete " + partition + " before " + end, e);
                }
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Does what the message says; brokers, Firestore and the apps come and go meanwhile. */
    private boolean operate(TopicPartition partition, long end) throws InterruptedException, IOException {
        Pattern told = Pattern.compile(" has stopped: .*offsets \\d+ to " + (end - 1) + " of " + partition
                + " were deleted before they were read");
        long deadline = System.nanoTime() + OPERATOR_LIMIT.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            try (Firestore firestore =
                    processes.address(CountSet.LIVE).firestore().connect()) {
                if (next(partition) >= end) {
                    // It had fetched them.
                    return false;
                }
                if (isTold(told)) {
                    Map<String, List<LostRecords>> accepted = new Losses(
                                    Map.copyOf(processes.address().kafka()), admin, firestore, topics)
                            .accept(LEAVE_LIMIT);
                    if (!accepted.isEmpty()) {
                        restartStreams();
                        return true;
                    }
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new IllegalStateException(
                isTold(told)
                        ? "the loss of " + partition + " before " + end + " cannot be accepted"
                        : "no application says that " + partition + " before " + end + " is lost",
                last);
    }

    private boolean isTold(Pattern told) throws IOException {
        for (Node node : processes.streams()) {
            Path log = node.jvm().log();
            if (Files.exists(log) && told.matcher(Files.readString(log)).find()) {
                return true;
            }
        }
        return false;
    }

    private void restartStreams() throws InterruptedException {
        for (Node node : processes.streams()) {
            node.hold();
            try {
                if (node.wanted()) {
                    node.jvm().terminate();
                    node.start();
                }
            } finally {
                node.letGo();
            }
        }
    }

    /** Returns the offset that whoever counts on a partition has committed; before it, all was read. */
    private long next(TopicPartition partition) throws InterruptedException, ExecutionException, TimeoutException {
        if (partition.topic().equals(topics.counts().name())) {
            try (Firestore firestore =
                    processes.address(CountSet.LIVE).firestore().connect()) {
                return new FirestoreFences(firestore, CountSet.LIVE.sink(), CountSet.LIVE.generation())
                        .next()
                        .getOrDefault(partition.partition(), 0L);
            } catch (InterruptedException | ExecutionException e) {
                throw e;
            } catch (Exception e) {
                throw new ExecutionException(e);
            }
        }
        String group = partition.topic().equals(topics.posts().name())
                ? ConsumerGroups.extract(topics.extraction())
                : ConsumerGroups.count(topics.generation());
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(ADMIN_SECONDS, TimeUnit.SECONDS)
                .get(partition);
        return committed == null ? 0 : committed.offset();
    }
}
