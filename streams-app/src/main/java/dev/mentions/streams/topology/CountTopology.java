package dev.mentions.streams.topology;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.CountingScope;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.Mention;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.streams.config.CountSection;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.count.PlacedMention;
import dev.mentions.streams.count.Tally;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Mentions to counts: entities -> readable ones -> lateness -> windowed table -> deltas -> counts topic. A late mention goes round the
 * table, straight to the counts topic.
 */
public final class CountTopology {

    /** A segment of the table's store is half of this, and opening one takes longer than all else in it. */
    private static final Duration LEAST_RETENTION = Duration.ofDays(60);

    private final Topics topics;
    private final CountingScope scope;
    private final CountSection config;
    private final StreamsAppMetrics metrics;
    private final StoreBuilder<?> unemitted = UnemittedCounts.store();

    public CountTopology(StreamsAppConfig config, StreamsAppMetrics metrics) {
        this.topics = config.topicNames();
        this.scope = config.scope();
        this.config = config.count();
        this.metrics = metrics;
    }

    public Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<EntityKey, PlacedMention> mentions = place(mentions(builder));
        publish(deltas(counts(onTime(mentions))).merge(lateDeltas(mentions), Named.as(Nodes.MERGE_DELTAS)));
        return builder.build();
    }

    private KStream<EntityKey, Mention> mentions(StreamsBuilder builder) {
        TopicSpec<EntityKey, Mention> entities = topics.entities();
        return builder.stream(
                        entities.name(),
                        Consumed.with(UnreadableKeyAsNull.of(entities.key()), new DecodedSerde<>(entities.value()))
                                .withTimestampExtractor(new MentionTime())
                                .withName(Nodes.INGEST_MENTIONS))
                .processValues(RejectUnreadable::new, Named.as(Nodes.REJECT_UNREADABLE_MENTIONS));
    }

    private KStream<EntityKey, PlacedMention> place(KStream<EntityKey, Mention> mentions) {
        return mentions.processValues(new PlaceMentionsSupplier(), Named.as(Nodes.PLACE_MENTIONS));
    }

    private static KStream<EntityKey, PlacedMention> onTime(KStream<EntityKey, PlacedMention> mentions) {
        return mentions.filter((key, placed) -> placed instanceof PlacedMention.OnTime, Named.as(Nodes.KEEP_ON_TIME));
    }

    private KTable<Windowed<EntityKey>, Tally> counts(KStream<EntityKey, PlacedMention> onTime) {
        return onTime.groupByKey(Grouped.keySerde(topics.entities().key()))
                .windowedBy(TimeWindows.ofSizeAndGrace(config.windows().size(), config.grace()))
                .aggregate(
                        () -> Tally.NONE,
                        (key, placed, tally) -> tally.plus(placed.mention()),
                        Named.as(Nodes.COUNT_MENTIONS),
                        Materialized.<EntityKey, Tally, WindowStore<Bytes, byte[]>>as(Nodes.ENTITY_COUNTS)
                                .withKeySerde(topics.entities().key())
                                .withValueSerde(new TallySerde())
                                .withRetention(retention())
                                .withCachingEnabled()
                                .withLoggingEnabled(Changelogs.CONFIG));
    }

    private Duration retention() {
        Duration needed = config.windows().size().plus(config.grace());
        return needed.compareTo(LEAST_RETENTION) < 0 ? LEAST_RETENTION : needed;
    }

    private KStream<CountKey, CountUpdate> deltas(KTable<Windowed<EntityKey>, Tally> counts) {
        return counts.toStream(Named.as(Nodes.STREAM_COUNTS))
                .process(new EmitDeltasSupplier(), Named.as(Nodes.EMIT_DELTAS));
    }

    private static KStream<CountKey, CountUpdate> lateDeltas(KStream<EntityKey, PlacedMention> mentions) {
        return mentions.filter((key, placed) -> placed instanceof PlacedMention.Late, Named.as(Nodes.KEEP_LATE))
                .map((key, placed) -> lateDelta(key, (PlacedMention.Late) placed), Named.as(Nodes.EMIT_LATE_DELTAS));
    }

    private static KeyValue<CountKey, CountUpdate> lateDelta(EntityKey key, PlacedMention.Late late) {
        return KeyValue.pair(
                CountKey.of(key, late.window().start()),
                new CountUpdate(
                        late.mention().count(),
                        null,
                        late.mention().displayName(),
                        late.window().end()));
    }

    private void publish(KStream<CountKey, CountUpdate> deltas) {
        TopicSpec<CountKey, CountUpdate> counts = topics.counts();
        deltas.to(
                counts.name(),
                Produced.with(counts.key(), counts.value(), new EntityPartitioner())
                        .withName(Nodes.EGRESS_DELTAS));
    }

    private final class PlaceMentionsSupplier implements FixedKeyProcessorSupplier<EntityKey, Mention, PlacedMention> {

        @Override
        public FixedKeyProcessor<EntityKey, Mention, PlacedMention> get() {
            return new PlaceMentions(scope, config.windows(), config.grace(), metrics);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(unemitted, DisplayNames.store(topics));
        }
    }

    private final class EmitDeltasSupplier
            implements ProcessorSupplier<Windowed<EntityKey>, Tally, CountKey, CountUpdate> {

        @Override
        public Processor<Windowed<EntityKey>, Tally, CountKey, CountUpdate> get() {
            return new EmitDeltas(config);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            // Uncached: the table's cache has already folded the updates of a commit interval into one for each key.
            return Set.of(
                    Stores.keyValueStoreBuilder(
                                    Stores.persistentKeyValueStore(Nodes.EMITTED_COUNTS), Serdes.Bytes(), Serdes.Long())
                            .withCachingDisabled()
                            .withLoggingEnabled(Changelogs.CONFIG),
                    unemitted);
        }
    }
}
