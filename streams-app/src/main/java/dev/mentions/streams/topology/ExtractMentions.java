package dev.mentions.streams.topology;

import dev.mentions.contract.EntityKey;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.contract.PostHeaders;
import dev.mentions.contract.PublicationKey;
import dev.mentions.ner.extract.EntityExtractor;
import dev.mentions.streams.config.ScopeSection;
import dev.mentions.streams.extract.KeyedMention;
import dev.mentions.streams.extract.PostMentions;
import dev.mentions.streams.extract.PostRules;
import dev.mentions.streams.extract.RepeatRule;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Drops a post that was seen before or is out of scope, else forwards what it mentions. Everything that can fail comes
 * before the first write: once something was forwarded, a dead letter would have lost its text, and half a post would be
 * counted.
 */
final class ExtractMentions implements Processor<String, Post, EntityKey, Mention> {

    private final ScopeSection scope;
    private final Supplier<EntityExtractor> extractors;
    private final StreamsAppMetrics metrics;

    private @Nullable EntityExtractor extractor;
    private @Nullable ProcessorContext<EntityKey, Mention> context;
    private @Nullable KeyValueStore<Bytes, Long> seenPosts;

    ExtractMentions(ScopeSection scope, Supplier<EntityExtractor> extractors, StreamsAppMetrics metrics) {
        this.scope = scope;
        this.extractors = extractors;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<EntityKey, Mention> context) {
        this.context = context;
        this.extractor = extractors.get();
        this.seenPosts = context.getStateStore(Nodes.SEEN_POSTS);
    }

    @Override
    public void process(Record<String, Post> record) {
        if (!isWithinEnd()) {
            return;
        }
        PostRules.violation(record.key(), record.value()).ifPresent(violation -> {
            throw new RejectedRecordException(RejectionReason.INVALID_POST, "Not a post to count: " + violation);
        });
        Post post = record.value();
        if (!scope.includes(PublicationKey.of(post.publication()))) {
            return;
        }
        Bytes identity = SeenPostKey.of(post);
        Long first = seenPosts.get(identity);
        Instant acceptance = Instant.ofEpochMilli(record.timestamp());
        if (first != null && RepeatRule.isRepeat(Instant.ofEpochMilli(first), acceptance)) {
            metrics.duplicateDropped();
            return;
        }
        List<KeyedMention> mentions = metrics.extraction().record(() -> extract(post, acceptance));
        seenPosts.put(identity, record.timestamp());
        for (KeyedMention keyed : mentions) {
            Record<EntityKey, Mention> mention = new Record<>(keyed.key(), keyed.mention(), record.timestamp());
            PostHeaders.putAccepted(mention.headers(), acceptance);
            context.forward(mention);
        }
    }

    private boolean isWithinEnd() {
        return context.recordMetadata()
                .map(place -> scope.includes(place.partition(), place.offset()))
                .orElse(true);
    }

    private List<KeyedMention> extract(Post post, Instant acceptance) {
        try {
            return PostMentions.of(post, acceptance, extractor);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            // It may have stopped half way through: what it holds cannot be trusted with the next post.
            extractor = extractors.get();
            throw new RejectedRecordException(RejectionReason.EXTRACTOR_FAILED, "The extractor fails on this post", e);
        }
    }
}
