package dev.mentions.streams.runtime;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory outside the heap that all state stores of a process share: blocks read, and what is not written yet. Close
 * it after the stores.
 */
public final class RocksDbMemory implements AutoCloseable {

    private static final int SHARD_BITS = 2;

    /** How much of it what is not written yet may take. */
    private static final double WRITE_SHARE = 0.5;

    private final Cache cache;
    private final WriteBufferManager writeBuffers;

    public RocksDbMemory(long bytes) {
        RocksDB.loadLibrary();
        // Not strict: at a strict limit RocksDB fails reads instead of going a little over.
        this.cache = new LRUCache(bytes, SHARD_BITS, false);
        this.writeBuffers = new WriteBufferManager((long) (bytes * WRITE_SHARE), cache);
    }

    /** Returns what blocks that were read are kept in. */
    public Cache cache() {
        return cache;
    }

    /** Returns the budget of what is not written yet. */
    public WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
