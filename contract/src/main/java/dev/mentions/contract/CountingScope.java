package dev.mentions.contract;

import java.util.Map;
import java.util.Set;

/**
 * Which part of the posts a generation counts. All of them, unless it is a replay to try something out.
 *
 * @param until by partition of the posts topic, the offset before which posts are counted; one without has no end
 * @param publicationIds of the documents of the publications that are counted; all when empty
 * @param kinds of entities that are counted, beside the articles; all when empty
 */
public record CountingScope(Map<Integer, Long> until, Set<String> publicationIds, Set<EntityKind> kinds) {

    /** Everything. */
    public static final CountingScope ALL = new CountingScope(Map.of(), Set.of(), Set.of());

    public CountingScope {
        until = Map.copyOf(until);
        publicationIds = Set.copyOf(publicationIds);
        kinds = Set.copyOf(kinds);
    }

    /** Returns whether a post at this place of the topic is counted. */
    public boolean includes(int partition, long offset) {
        Long end = until.get(partition);
        return end == null || offset < end;
    }

    /**
     * Returns whether the posts of a publication are counted.
     *
     * @param publicationKey a {@link PublicationKey}
     */
    public boolean includes(String publicationKey) {
        return publicationIds.isEmpty() || publicationIds.contains(CountDocuments.publicationId(publicationKey));
    }

    /** Returns whether the mentions of an entity in a publication are counted. */
    public boolean includes(EntityKey key) {
        return includes(key.publication())
                && (key.kind() == EntityKind.ARTICLE || kinds.isEmpty() || kinds.contains(key.kind()));
    }
}
