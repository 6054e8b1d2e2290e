package dev.mentions.streams.runtime;

import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.FETCH_MAX_BYTES_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.GROUP_INSTANCE_ID_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BUFFER_MEMORY_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.TRANSACTION_TIMEOUT_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.streams.config.GroupProtocol;
import dev.mentions.streams.config.KafkaSection;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.topology.StreamsAppMetrics;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;

/** What each of the two applications gives to Kafka Streams. Keys that the configuration passes on win. */
public final class StreamsProperties {

    /** The key whose value is the {@link StreamsAppMetrics} of the handlers that Streams makes by their class. */
    static final String METRICS = "mentions.metrics";

    /**
     * Longer than any post takes: an open transaction that runs out is taken back and done again, for ever. Kafka
     * Streams' own 10 s are too short for that.
     */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(2);

    /** The constant is deprecated, because 5.0 will behave so without it; 4.3 warns at each start without the key. */
    private static final String GLOBAL_HANDLER_ENABLED = "processing.exception.handler.global.enabled";

    private static final int DEAD_LETTER_HEADER_BYTES = 64 * 1024;

    private final StreamsAppConfig config;
    private final StreamsAppMetrics metrics;
    private final RocksDbMemory memory;

    public StreamsProperties(StreamsAppConfig config, StreamsAppMetrics metrics, RocksDbMemory memory) {
        this.config = config;
        this.metrics = metrics;
        this.memory = memory;
    }

    public Properties forExtract() {
        Properties properties =
                common(config.extractApplicationId(), config.extract().threads(), new Topics(config.extraction()));
        // A round of posts ends within seconds whatever is in them, and is held in memory whatever its size.
        properties.put(mainConsumerPrefix(MAX_POLL_RECORDS_CONFIG), 25);
        properties.put(mainConsumerPrefix(FETCH_MAX_BYTES_CONFIG), 2 * Topics.MAX_POST_BYTES);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 25);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        properties.putAll(config.kafka().clientProperties());
        return properties;
    }

    public Properties forCount() {
        Properties properties =
                common(config.countApplicationId(), config.count().threads(), config.topicNames());
        properties.put(
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, config.count().cacheBytes());
        properties.putAll(config.kafka().clientProperties());
        return properties;
    }

    private Properties common(String applicationId, int threads, Topics topics) {
        KafkaSection kafka = config.kafka();
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, kafka.commitInterval().toMillis());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, kafka.standbyReplicas());
        properties.put(
                StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) config.topics().replicationFactor());
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                config.state().directory().toAbsolutePath().toString());
        properties.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(
                StreamsConfig.GROUP_PROTOCOL_CONFIG, kafka.groupProtocol().property());
        if (kafka.groupProtocol() == GroupProtocol.CLASSIC) {
            properties.put(GROUP_INSTANCE_ID_CONFIG, kafka.instanceId());
        }
        // SourceOffsets says why there is none.
        properties.put(mainConsumerPrefix(AUTO_OFFSET_RESET_CONFIG), "none");
        addErrorHandlers(properties, topics.rejected());
        addMemory(properties);
        addProducer(properties);
        return properties;
    }

    private void addErrorHandlers(Properties properties, TopicSpec<?, ?> rejected) {
        properties.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, rejected.name());
        // Never called for what others write: the topologies read without throwing.
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, LogAndFailExceptionHandler.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RejectedToDeadLetters.class);
        properties.put(GLOBAL_HANDLER_ENABLED, true);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, ProductionErrors.class);
        properties.put(METRICS, metrics);
    }

    private void addMemory(Properties properties) {
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedMemoryStores.class);
        properties.put(SharedMemoryStores.MEMORY, memory);
    }

    private static void addProducer(Properties properties) {
        properties.put(producerPrefix(TRANSACTION_TIMEOUT_CONFIG), (int) TRANSACTION_TIMEOUT.toMillis());
        properties.put(producerPrefix(MAX_REQUEST_SIZE_CONFIG), Topics.MAX_POST_BYTES + DEAD_LETTER_HEADER_BYTES);
        properties.put(producerPrefix(BUFFER_MEMORY_CONFIG), 2 * Topics.MAX_POST_BYTES);
        properties.put(producerPrefix(BATCH_SIZE_CONFIG), 64 * 1024);
        properties.put(producerPrefix(COMPRESSION_TYPE_CONFIG), "lz4");
    }
}
