package dev.mentions.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What a count is of: one entity in one publication. The key on the entities topic, and what the counts topic is
 * partitioned by, so its JSON form is fixed.
 *
 * @param publication the {@link PublicationKey}
 * @param kind what is counted
 * @param entity the entity's normal form; empty for {@link EntityKind#ARTICLE}
 */
@JsonPropertyOrder({"publication", "kind", "entity"})
public record EntityKey(String publication, EntityKind kind, String entity) {

    public EntityKey {
        requireNonNull(publication, "publication");
        requireNonNull(kind, "kind");
        requireNonNull(entity, "entity");
    }

    /** Returns the key that counts the articles of a publication. */
    public static EntityKey articles(String publicationKey) {
        return new EntityKey(publicationKey, EntityKind.ARTICLE, "");
    }
}
