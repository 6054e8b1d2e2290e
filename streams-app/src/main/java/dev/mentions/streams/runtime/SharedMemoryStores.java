package dev.mentions.streams.runtime;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Options;

/**
 * Makes every store use the {@link RocksDbMemory} that stands in the configuration. Left alone, each of some forty
 * stores would take up to 100 MB.
 */
public final class SharedMemoryStores implements RocksDBConfigSetter {

    /** The key in Streams' configuration whose value is the {@link RocksDbMemory}. */
    static final String MEMORY = "mentions.rocksdb.memory";

    private static final long WRITE_BUFFER_BYTES = 2 * 1024 * 1024;
    private static final int WRITE_BUFFERS = 2;
    private static final double BLOOM_BITS_PER_KEY = 10;

    private BloomFilter filter = null;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        RocksDbMemory memory = (RocksDbMemory) configs.get(MEMORY);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        filter = new BloomFilter(BLOOM_BITS_PER_KEY);
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setFilterPolicy(filter);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writeBuffers());
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
    }

    @Override
    public void close(String storeName, Options options) {
        // The memory is shared and stays open; the filter is this store's own.
        filter.close();
    }
}
