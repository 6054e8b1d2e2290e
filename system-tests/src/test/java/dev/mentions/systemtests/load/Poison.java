package dev.mentions.systemtests.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes past the producer, to every topic of the pipeline, records that nobody can read. Each is different, and known
 * as poison by how it begins.
 */
public final class Poison implements Runnable {

    private static final String MARK = "?poison ";

    private static final Duration PACE = Duration.ofMillis(1_500);

    private final String bootstrapServers;
    private final Random random;
    private final BooleanSupplier goOn;

    Poison(String bootstrapServers, long seed, BooleanSupplier goOn) {
        this.bootstrapServers = bootstrapServers;
        this.random = new Random(seed);
        this.goOn = goOn;
    }

    /** Tells whether a record's value is poison. */
    public static boolean is(byte[] value) {
        return value.length > MARK.length() && new String(value, 0, MARK.length(), UTF_8).equals(MARK);
    }

    @Override
    public void run() {
        Topics topics = new Topics(Generation.FIRST);
        List<String> names = List.of(
                topics.posts().name(), topics.entities().name(), topics.counts().name());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        1_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; goOn.getAsBoolean(); i++) {
                byte[] value = (MARK + i).getBytes(UTF_8);
                byte[] key = new byte[random.nextInt(20)];
                random.nextBytes(key);
                // What became of it is read from the topic: it may be there without an acknowledgement.
                var unused = producer.send(new ProducerRecord<>(names.get(random.nextInt(names.size())), key, value));
                TimeUnit.NANOSECONDS.sleep(PACE.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
