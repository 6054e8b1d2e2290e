package dev.mentions.streams.view;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.TopicSpec;
import dev.mentions.streams.runtime.RocksDbMemory;
import dev.mentions.streams.runtime.ThreadFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All counts of a generation on this instance: one thread of its own reads every partition of the counts topic, without a
 * group, committed records only, and folds them into a {@link CountsStore}. What instances share among them, and how they
 * come and go, plays no part. Safe for use by several threads.
 */
public final class CountsView implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(CountsView.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ENDS_EVERY = Duration.ofSeconds(1);
    private static final Duration TOPIC_EVERY = Duration.ofSeconds(10);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final Duration QUERY_LIMIT = Duration.ofSeconds(10);
    private static final int QUERIES_AT_A_TIME = 4;
    private static final String READ_ANEW = "The counts are being read anew";

    private final TopicSpec<CountKey, CountUpdate> topic;
    private final Admin admin;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Path directory;
    private final RocksDbMemory memory;

    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Semaphore queries = new Semaphore(QUERIES_AT_A_TIME);
    private final Thread thread = new Thread(this::run, "counts-view");

    /** Who reads the store holds the one, who puts another in its place the other. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private @Nullable CountsStore store;
    private volatile @Nullable String unavailable = "The counts are being opened";
    private volatile @Nullable Ends ends;

    /** What a query has met, for the reader to act on. */
    private volatile @Nullable RocksDBException damage;

    /**
     * Where the topic ended, transactions under way left out.
     *
     * @param asked when
     */
    private record Ends(Map<Integer, Long> offsets, Instant asked) {}

    /**
     * An answer, and how fresh it is.
     *
     * @param lag committed records that were not in it at {@code asOf}
     */
    public record Answer(CountsFound found, long lag, Instant asOf) {}

    /**
     * @param admin stays the caller's
     * @param consumers make a consumer that reads bytes of committed records and knows no offsets
     * @param directory of this alone
     * @param memory is closed after this
     */
    public CountsView(
            TopicSpec<CountKey, CountUpdate> topic,
            Admin admin,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Path directory,
            RocksDbMemory memory) {
        this.topic = topic;
        this.admin = admin;
        this.consumers = consumers;
        this.directory = directory;
        this.memory = memory;
        thread.setDaemon(true);
    }

    /** Begins to read, and returns at once. */
    public void start() {
        thread.start();
    }

    /** Completes exceptionally when nothing is answered any more until the next start, and never otherwise. */
    public CompletionStage<Void> failure() {
        return failure;
    }

    /**
     * Answers from what is read so far.
     *
     * @throws CountsUnavailableException when there is no answer, or too many ask for one
     */
    public Answer find(CountsQuery query) throws CountsUnavailableException, InterruptedException {
        if (!queries.tryAcquire(1, TimeUnit.SECONDS)) {
            throw new CountsUnavailableException("Too many ask at a time; ask again");
        }
        lock.readLock().lock();
        try {
            Ends known = ends;
            String reason = unavailable;
            if (reason != null) {
                throw new CountsUnavailableException(reason);
            }
            if (store == null || known == null) {
                throw new CountsUnavailableException("The counts topic was not reached yet; ask again");
            }
            CountsFound found = store.find(query, QUERY_LIMIT);
            long lag = known.offsets().entrySet().stream()
                    .mapToLong(end ->
                            Math.max(0, end.getValue() - found.offsets().getOrDefault(end.getKey(), 0L)))
                    .sum();
            return new Answer(found, lag, known.asked());
        } catch (CountsStore.TooSlowException e) {
            throw new CountsUnavailableException("The publication has too many entities to look through in "
                    + QUERY_LIMIT.toSeconds() + " s; ask for one kind or one window");
        } catch (RocksDBException e) {
            if (ThreadFailure.of(e) == ThreadFailure.DAMAGED_STORE) {
                damage = e;
                throw new CountsUnavailableException(READ_ANEW);
            }
            LOGGER.atError().setCause(e).log("Cannot read the counts on disk");
            throw new CountsUnavailableException("The counts on disk cannot be read; the log says why");
        } finally {
            lock.readLock().unlock();
            queries.release();
        }
    }

    /**
     * Stops reading.
     *
     * @return false when that takes too long: the store is then still in use
     */
    public boolean stop() {
        stopping.countDown();
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOGGER.warn("The counts' reader has not ended in time");
            return false;
        }
        replaceStore(null);
        return true;
    }

    @Override
    public void close() {
        stop();
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                try {
                    follow();
                } catch (KafkaException | ExecutionException | TimeoutException e) {
                    LOGGER.atWarn()
                            .addKeyValue("topicName", topic.name())
                            .addKeyValue("cause", e.toString())
                            .log("Cannot read the counts topic; trying again");
                } catch (RocksDBException e) {
                    if (ThreadFailure.of(e) != ThreadFailure.DAMAGED_STORE) {
                        throw e;
                    }
                    afterDamage(e);
                }
                stopping.await(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RocksDBException | IOException | RuntimeException e) {
            LOGGER.atError().setCause(e).log("No counts are answered until the next start");
            unavailable = "The counts cannot be kept on disk; the log says why";
            failure.completeExceptionally(e);
        }
    }

    /** Reads until this is stopped or the topic is another one. */
    private void follow()
            throws InterruptedException, ExecutionException, TimeoutException, RocksDBException, IOException {
        TopicDescription described = describe();
        String topicId = described.topicId().toString();
        // Before it is opened again, for the case that the topic was made again.
        replaceStore(null);
        CountsStore opened = CountsStore.open(directory, memory, topicId);
        replaceStore(opened);
        unavailable = null;
        List<TopicPartition> partitions = described.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
        Consumer<byte[], byte[]> consumer = consumers.get();
        try {
            Map<Integer, Long> next = new HashMap<>(opened.offsets());
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition.partition(), 0L)));
            long lookedAtTopic = System.nanoTime();
            long lookedAtEnds = lookedAtTopic - ENDS_EVERY.toNanos();
            while (stopping.getCount() > 0) {
                if (System.nanoTime() - lookedAtTopic >= TOPIC_EVERY.toNanos()) {
                    if (!describe().topicId().toString().equals(topicId)) {
                        return;
                    }
                    lookedAtTopic = System.nanoTime();
                }
                if (System.nanoTime() - lookedAtEnds >= ENDS_EVERY.toNanos()) {
                    ends = ends(consumer, partitions);
                    lookedAtEnds = System.nanoTime();
                }
                RocksDBException found = damage;
                if (found != null) {
                    throw found;
                }
                read(consumer, partitions, opened, next);
            }
        } catch (OffsetOutOfRangeException e) {
            afterMissing(e, consumer);
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }

    private void read(
            Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            CountsStore opened,
            Map<Integer, Long> next)
            throws RocksDBException {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        Changes changes = new Changes();
        records.forEach(record -> add(record, changes));
        Map<Integer, Long> moved = new HashMap<>();
        for (TopicPartition partition : partitions) {
            // Not the last record's offset and one: the ends of transactions stand in between.
            long position = consumer.position(partition, REQUEST_LIMIT);
            if (position != next.getOrDefault(partition.partition(), 0L)) {
                moved.put(partition.partition(), position);
            }
        }
        if (!moved.isEmpty()) {
            opened.apply(changes, moved);
            next.putAll(moved);
        }
    }

    /** A record that is no count is nobody's: the sink counts it for nothing as well. */
    private void add(ConsumerRecord<byte[], byte[]> record, Changes changes) {
        try {
            CountKey key = topic.key().deserializer().deserialize(topic.name(), record.key());
            CountUpdate update = topic.value().deserializer().deserialize(topic.name(), record.value());
            if (key != null && update != null) {
                changes.add(key, update);
                return;
            }
        } catch (SerializationException | ArithmeticException e) {
            // Told below, without its content. A window beyond some 290 million years has no milliseconds.
        }
        LOGGER.atWarn()
                .addKeyValue("topicName", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("Left out a record that is no count");
    }

    private static Ends ends(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Instant asked = Instant.now();
        Map<Integer, Long> offsets = new HashMap<>();
        consumer.endOffsets(partitions, REQUEST_LIMIT)
                .forEach((partition, end) -> offsets.put(partition.partition(), end));
        return new Ends(offsets, asked);
    }

    /** What was read has vanished: then it is read anew. Or what was not read yet has: then no answer would be right. */
    private void afterMissing(OffsetOutOfRangeException missing, Consumer<byte[], byte[]> consumer)
            throws RocksDBException {
        Map<TopicPartition, Long> wanted = missing.offsetOutOfRangePartitions();
        Map<TopicPartition, Long> first = consumer.beginningOffsets(wanted.keySet(), REQUEST_LIMIT);
        boolean deleted = wanted.entrySet().stream()
                .anyMatch(offset -> offset.getValue() < first.getOrDefault(offset.getKey(), 0L));
        LOGGER.atError()
                .addKeyValue("topicName", topic.name())
                .addKeyValue("deleted", deleted)
                .setCause(missing)
                .log("The counts topic does not hold what is to be read next");
        replaceStore(null);
        CountsStore.destroy(directory);
        unavailable = deleted
                ? "Records were deleted from " + topic.name() + " that make up the counts; a replay makes them anew"
                : READ_ANEW;
    }

    private void afterDamage(RocksDBException cause) throws RocksDBException {
        LOGGER.atWarn()
                .addKeyValue("directory", directory)
                .setCause(cause)
                .log("The counts on disk are damaged; they are deleted and read again from the counts topic");
        unavailable = READ_ANEW;
        replaceStore(null);
        CountsStore.destroy(directory);
        damage = null;
    }

    private TopicDescription describe() throws InterruptedException, ExecutionException, TimeoutException {
        return admin.describeTopics(List.of(topic.name()))
                .allTopicNames()
                .get(REQUEST_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .get(topic.name());
    }

    private void replaceStore(@Nullable CountsStore other) {
        lock.writeLock().lock();
        try {
            if (store != null) {
                store.close();
            }
            store = other;
            ends = null;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
