package dev.mentions.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import java.time.Instant;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class EntityPartitionerTest {

    private static final Topics TOPICS = new Topics(Generation.FIRST);
    private static final CountUpdate UPDATE = new CountUpdate(1, 1L, "Name", Instant.EPOCH);

    private final EntityPartitioner partitioner = new EntityPartitioner();

    /** The entities topic is partitioned by Kafka's own rule for keys: both topics agree where they are as wide. */
    @Property
    void shouldPartitionAsTheEntitiesTopicIsWhateverTheWindow(
            @ForAll @AlphaChars String publication,
            @ForAll String entity,
            @ForAll EntityKind kind,
            @ForAll @IntRange(min = 1, max = 100) int partitions,
            @ForAll @IntRange int start) {
        EntityKey key = new EntityKey(publication, kind, "x" + entity.replaceAll("\\p{Cs}", ""));
        byte[] bytes = TOPICS.entities().key().serializer().serialize("", key);

        assertThat(partitioner.partitions("", CountKey.of(key, Instant.ofEpochSecond(start)), UPDATE, partitions))
                .contains(Set.of(BuiltInPartitioner.partitionForKey(bytes, partitions)));
    }

    /** Worked out with another program, which has murmur2 from its definition. */
    @Test
    void shouldStayTheSameForEver() {
        CountKey key = new CountKey("le monde", EntityKind.PERSON, "ada lovelace", Instant.EPOCH);

        assertThat(partitioner.partitions("", key, UPDATE, 8)).contains(Set.of(7));
    }
}
