package dev.mentions.streams.extract;

import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.contract.PublicationKey;
import dev.mentions.contract.PublicationName;
import dev.mentions.contract.Topics;
import dev.mentions.ner.extract.Entity;
import dev.mentions.ner.extract.EntityExtractor;
import dev.mentions.ner.extract.EntityType;
import dev.mentions.streams.count.Unicode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a post mentions: the one place that says so, for the topology and for whoever counts without Kafka. */
public final class PostMentions {

    /** The longest entity key and display name, in UTF-16 units: above what our extractor gives. */
    public static final int MAX_ENTITY_LENGTH = 1_000;

    private PostMentions() {}

    /**
     * Returns the post itself as a mention of {@link EntityKind#ARTICLE}, then one mention for each entity, in the
     * order the extractor gives. Nothing but the arguments decides the result.
     *
     * @param post one that {@link PostRules} has nothing against
     * @param acceptance the timestamp of the post's record
     * @throws IllegalStateException when the extractor breaks its contract
     */
    public static List<KeyedMention> of(Post post, Instant acceptance, EntityExtractor extractor) {
        String publication = PublicationKey.of(post.publication());
        Instant eventTime = eventTime(post.publishedAt(), acceptance);
        List<Entity> entities = extractor.extract(post.content());
        List<KeyedMention> mentions = new ArrayList<>(entities.size() + 1);
        mentions.add(new KeyedMention(
                EntityKey.articles(publication),
                new Mention(post.id(), 1, PublicationName.displayed(post.publication()), eventTime)));
        for (Entity entity : entities) {
            requireCountable(entity);
            mentions.add(new KeyedMention(
                    new EntityKey(publication, kind(entity.type()), entity.key()),
                    new Mention(post.id(), entity.count(), entity.displayName(), eventTime)));
        }
        return mentions;
    }

    private static Instant eventTime(@Nullable Instant publishedAt, Instant acceptance) {
        if (publishedAt == null) {
            return acceptance;
        }
        Instant latest = acceptance.plus(Topics.FUTURE_TOLERANCE);
        return publishedAt.isAfter(latest) ? latest : publishedAt;
    }

    private static void requireCountable(Entity entity) {
        if (entity.key().isEmpty() || entity.displayName().isEmpty()) {
            throw new IllegalStateException("The extractor gave an entity without a name");
        }
        if (entity.key().length() > MAX_ENTITY_LENGTH || entity.displayName().length() > MAX_ENTITY_LENGTH) {
            throw new IllegalStateException("The extractor gave a name longer than " + MAX_ENTITY_LENGTH);
        }
        if (!Unicode.isWellFormed(entity.key()) || !Unicode.isWellFormed(entity.displayName())) {
            throw new IllegalStateException("The extractor gave a name with half of a surrogate pair");
        }
    }

    private static EntityKind kind(EntityType type) {
        return switch (type) {
            case PERSON -> EntityKind.PERSON;
            case ORGANIZATION -> EntityKind.ORGANIZATION;
            case LOCATION -> EntityKind.LOCATION;
            case MISC -> EntityKind.MISC;
        };
    }
}
