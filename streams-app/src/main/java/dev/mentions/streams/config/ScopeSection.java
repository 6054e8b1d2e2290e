package dev.mentions.streams.config;

import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which part of the posts a generation counts. All of them, unless it is a replay to try something out.
 *
 * @param until by partition of the posts topic, the offset before which posts are counted; one without has no end
 * @param publicationIds of the documents of the publications that are counted; all when empty
 * @param kinds of entities that are counted, beside the articles; all when empty
 */
public record ScopeSection(Map<Integer, Long> until, Set<String> publicationIds, Set<EntityKind> kinds) {

    /** Everything. */
    public static final ScopeSection ALL = new ScopeSection(Map.of(), Set.of(), Set.of());

    private static final String UNTIL = "scope.until-offsets";
    private static final String KINDS = "scope.kinds";

    public ScopeSection {
        until = Map.copyOf(until);
        publicationIds = Set.copyOf(publicationIds);
        kinds = Set.copyOf(kinds);
    }

    static ScopeSection from(Settings settings) {
        return new ScopeSection(
                until(settings),
                Set.copyOf(settings.list("scope.publication-ids")),
                settings.list(KINDS).stream().map(ScopeSection::kind).collect(Collectors.toSet()));
    }

    private static Map<Integer, Long> until(Settings settings) {
        Map<Integer, Long> until = new HashMap<>();
        for (String entry : settings.list(UNTIL)) {
            String[] pair = entry.split(":", 2);
            try {
                until.put(Integer.valueOf(pair[0].strip()), Long.valueOf(pair[pair.length - 1].strip()));
            } catch (NumberFormatException e) {
                throw new SettingsException(UNTIL + " has '" + entry + "', which is not PARTITION:OFFSET");
            }
        }
        return until;
    }

    private static EntityKind kind(String name) {
        return EntityKind.named(name)
                .orElseThrow(() ->
                        new SettingsException(KINDS + " has '" + name + "', which is not one of " + EntityKind.NAMES));
    }

    /** Returns whether a post at this place of the topic is counted. */
    public boolean includes(int partition, long offset) {
        Long end = until.get(partition);
        return end == null || offset < end;
    }

    /**
     * Returns whether the posts of a publication are counted.
     *
     * @param publicationKey a {@link dev.mentions.contract.PublicationKey}
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
