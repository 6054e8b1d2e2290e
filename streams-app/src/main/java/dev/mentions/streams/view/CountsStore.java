package dev.mentions.streams.view;

import dev.mentions.contract.EntityKind;
import dev.mentions.streams.runtime.RocksDbMemory;
import dev.mentions.streams.runtime.ThreadFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.common.utils.Bytes;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts on disk, with the offsets they are of. Both change in one write, so that a crash at any moment leaves them
 * together: what is read again after it was not counted yet. One thread writes; others may read meanwhile. Closing it
 * while it is read is the caller's to prevent.
 */
final class CountsStore implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(CountsStore.class);

    private static final byte[] SOURCE = {'s'};
    private static final byte OFFSETS = 'o';

    /** Of the rows' form; another one starts the store anew. */
    private static final int FORM = 1;

    private static final long WRITE_BUFFER_BYTES = 2 * 1024 * 1024;
    private static final double BLOOM_BITS_PER_KEY = 10;

    /** How many rows are looked at between two looks at the clock. */
    private static final int ROWS_PER_LOOK = 4_096;

    private final Options options;
    private final BloomFilter filter;
    private final RocksDB db;

    /** A query took too long and was given up. */
    static final class TooSlowException extends Exception {

        private static final long serialVersionUID = 1L;
    }

    private CountsStore(Path directory, RocksDbMemory memory) throws RocksDBException {
        this.filter = new BloomFilter(BLOOM_BITS_PER_KEY);
        this.options = new Options()
                .setCreateIfMissing(true)
                .setKeepLogFileNum(2)
                .setWriteBufferManager(memory.writeBuffers())
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(memory.cache())
                        .setCacheIndexAndFilterBlocks(true)
                        .setFilterPolicy(filter));
        try {
            this.db = RocksDB.open(options, directory.toString());
        } catch (RocksDBException e) {
            closeOptions();
            throw e;
        }
    }

    /**
     * Opens the store, which is made anew unless it is of that topic.
     *
     * @param topicId of the counts topic; one that was made again has another
     * @throws RocksDBException when another process has it, or the disk is full
     */
    static CountsStore open(Path directory, RocksDbMemory memory, String topicId) throws IOException, RocksDBException {
        Files.createDirectories(directory);
        byte[] source = (FORM + " " + topicId).getBytes(StandardCharsets.UTF_8);
        try {
            CountsStore store = new CountsStore(directory, memory);
            if (store.isOf(source)) {
                return store;
            }
            store.close();
        } catch (RocksDBException e) {
            if (ThreadFailure.of(e) != ThreadFailure.DAMAGED_STORE) {
                throw e;
            }
            LOGGER.atWarn()
                    .addKeyValue("directory", directory)
                    .setCause(e)
                    .log("The counts on disk are damaged; they are deleted and read again from the counts topic");
        }
        destroy(directory);
        CountsStore store = new CountsStore(directory, memory);
        store.db.put(SOURCE, source);
        return store;
    }

    private boolean isOf(byte[] source) throws RocksDBException {
        try {
            return Arrays.equals(source, db.get(SOURCE));
        } catch (RocksDBException e) {
            close();
            throw e;
        }
    }

    /** Removes a store that is not open. */
    static void destroy(Path directory) throws RocksDBException {
        try (Options options = new Options()) {
            RocksDB.destroyDB(directory.toString(), options);
        }
    }

    /** Returns the offset to read on from, by partition; from the first where there is none. */
    Map<Integer, Long> offsets() throws RocksDBException {
        try (ReadOptions reading = new ReadOptions()) {
            return offsets(reading);
        }
    }

    private Map<Integer, Long> offsets(ReadOptions reading) throws RocksDBException {
        Map<Integer, Long> offsets = new HashMap<>();
        try (RocksIterator rows = db.newIterator(reading)) {
            for (rows.seek(new byte[] {OFFSETS}); rows.isValid() && rows.key()[0] == OFFSETS; rows.next()) {
                offsets.put(
                        ByteBuffer.wrap(rows.key()).getInt(1),
                        ByteBuffer.wrap(rows.value()).getLong());
            }
            // A block that cannot be read ends the rows like the last one.
            rows.status();
        }
        return offsets;
    }

    /**
     * Adds changes, and notes up to where they go, as one.
     *
     * @param next the offset after the last change, by partition
     */
    void apply(Changes changes, Map<Integer, Long> next) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch();
                WriteOptions writing = new WriteOptions()) {
            for (Map.Entry<Bytes, Changes.Change> change : changes.byRow().entrySet()) {
                byte[] key = change.getKey().get();
                byte[] before = db.get(key);
                long count = (before == null ? 0 : Row.count(before))
                        + change.getValue().delta();
                batch.put(key, Row.value(count, change.getValue().name()));
            }
            for (Map.Entry<Integer, Long> offset : next.entrySet()) {
                byte[] key = ByteBuffer.allocate(1 + Integer.BYTES)
                        .put(OFFSETS)
                        .putInt(offset.getKey())
                        .array();
                batch.put(
                        key,
                        ByteBuffer.allocate(Long.BYTES)
                                .putLong(offset.getValue())
                                .array());
            }
            db.write(writing, batch);
        }
    }

    /**
     * Answers from one moment's counts.
     *
     * @throws TooSlowException after {@code limit}
     */
    CountsFound find(CountsQuery query, Duration limit) throws RocksDBException, TooSlowException {
        Snapshot snapshot = db.getSnapshot();
        // A scan of a large publication must not drive from memory what counting needs.
        try (ReadOptions reading = new ReadOptions().setSnapshot(snapshot).setFillCache(false)) {
            byte[] articles = db.get(
                    reading, Row.key(query.publication(), query.windowStart().orElse(null), EntityKind.ARTICLE, ""));
            return new CountsFound(
                    articles == null ? 0 : Row.count(articles), largest(query, reading, limit), offsets(reading));
        } finally {
            db.releaseSnapshot(snapshot);
        }
    }

    private List<CountsFound.Entry> largest(CountsQuery query, ReadOptions reading, Duration limit)
            throws RocksDBException, TooSlowException {
        long deadline = System.nanoTime() + limit.toNanos();
        byte[] whole = Row.prefix(query.publication(), query.windowStart().orElse(null));
        byte[] prefix = query.kind()
                .map(kind -> Row.prefix(query.publication(), query.windowStart().orElse(null), kind))
                .orElse(whole);
        // The smallest of those kept is at the head.
        PriorityQueue<CountsFound.Entry> kept =
                new PriorityQueue<>(Collections.reverseOrder(CountsFound.Entry.LARGEST_FIRST));
        try (RocksIterator rows = db.newIterator(reading)) {
            int seen = 0;
            for (rows.seek(prefix); rows.isValid(); rows.next()) {
                byte[] key = rows.key();
                if (!startsWith(key, prefix)) {
                    break;
                }
                if (++seen % ROWS_PER_LOOK == 0 && System.nanoTime() > deadline) {
                    throw new TooSlowException();
                }
                byte[] value = rows.value();
                if (kept.size() == query.limit()
                        && Row.count(value) < kept.peek().count()) {
                    continue;
                }
                CountsFound.Entry entry = Row.entry(key, whole.length, value);
                if (query.kind().isEmpty() && entry.kind() == EntityKind.ARTICLE) {
                    continue;
                }
                kept.add(entry);
                if (kept.size() > query.limit()) {
                    kept.poll();
                }
            }
            rows.status();
        }
        List<CountsFound.Entry> entries = new ArrayList<>(kept);
        entries.sort(CountsFound.Entry.LARGEST_FIRST);
        return entries;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    @Override
    public void close() {
        db.close();
        closeOptions();
    }

    private void closeOptions() {
        options.close();
        filter.close();
    }
}
