package dev.mentions.streams.topology;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.JsonSerde;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Partitions counts by their entity, windows left out, so that each document in Firestore has one partition that
 * writes it. The hash is the one Kafka's own partitioner has for keys; changing it needs a new version of the topic.
 */
final class EntityPartitioner implements StreamPartitioner<CountKey, CountUpdate> {

    private static final JsonSerde<EntityKey> ENTITY = new JsonSerde<>(EntityKey.class);

    @Override
    public Optional<Set<Integer>> partitions(String topic, CountKey key, CountUpdate value, int numPartitions) {
        byte[] entity = ENTITY.serialize(topic, key.entityKey());
        return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(entity)) % numPartitions));
    }
}
