package dev.mentions.streams.topology;

import dev.mentions.contract.CountingScope;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.ner.extract.EntityExtractor;
import dev.mentions.service.trace.RecordTracer;
import dev.mentions.streams.config.StreamsAppConfig;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Posts to what they mention: posts -> readable ones -> ids not seen before -> names -> entities topic. */
public final class ExtractTopology {

    private final Topics topics;
    private final CountingScope scope;
    private final Supplier<EntityExtractor> extractors;
    private final StreamsAppMetrics metrics;
    private final RecordTracer tracer;

    /**
     * @param extractors gives a new extractor at each call, from any thread: one belongs to one stream task
     */
    public ExtractTopology(
            StreamsAppConfig config,
            Supplier<EntityExtractor> extractors,
            StreamsAppMetrics metrics,
            RecordTracer tracer) {
        this.topics = config.topicNames();
        this.scope = config.extractionScope();
        this.extractors = extractors;
        this.metrics = metrics;
        this.tracer = tracer;
    }

    public Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        publish(mentions(posts(builder)));
        return builder.build();
    }

    private KStream<String, Post> posts(StreamsBuilder builder) {
        TopicSpec<String, Post> posts = topics.posts();
        return builder.stream(
                        posts.name(),
                        Consumed.with(posts.key(), new DecodedSerde<>(posts.value()))
                                .withTimestampExtractor(new AcceptanceTime())
                                .withName(Nodes.INGEST_POSTS))
                .processValues(RejectUnreadable::new, Named.as(Nodes.REJECT_UNREADABLE_POSTS));
    }

    private KStream<EntityKey, Mention> mentions(KStream<String, Post> posts) {
        return posts.process(new ExtractMentionsSupplier(), Named.as(Nodes.EXTRACT_MENTIONS));
    }

    private void publish(KStream<EntityKey, Mention> mentions) {
        TopicSpec<EntityKey, Mention> entities = topics.entities();
        mentions.to(
                entities.name(), Produced.with(entities.key(), entities.value()).withName(Nodes.EGRESS_MENTIONS));
    }

    private final class ExtractMentionsSupplier implements ProcessorSupplier<String, Post, EntityKey, Mention> {

        @Override
        public Processor<String, Post, EntityKey, Mention> get() {
            return new ExtractMentions(topics.posts().name(), scope, extractors, metrics, tracer);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            // Its value is the acceptance of the first post with that identity, in milliseconds.
            return Set.of(Stores.keyValueStoreBuilder(
                            Stores.persistentKeyValueStore(Nodes.SEEN_POSTS), Serdes.Bytes(), Serdes.Long())
                    .withCachingDisabled()
                    .withLoggingEnabled(Changelogs.CONFIG));
        }
    }
}
