package dev.mentions.ner.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the names of one text and makes entities of them. */
final class PostEntities {

    private final Merging merging;
    private final Map<EntityId, FoundName> names = new LinkedHashMap<>();

    PostEntities(Merging merging) {
        this.merging = merging;
    }

    /** Takes a name in the order of the text. */
    void add(EntityType type, String surface) {
        EntityName.of(type, surface)
                .ifPresent(
                        name -> names.computeIfAbsent(new EntityId(name.type(), name.key()), id -> new FoundName(name))
                                .count());
    }

    /** Returns the entities in the order in which the text first has them or a form of them. */
    List<Entity> entities() {
        List<FoundName> found = List.copyOf(names.values());
        if (merging == Merging.WITHIN_POST) {
            ShortPersons.merge(found);
            ShortOrganizations.merge(found);
        }
        Map<FoundName, Integer> counts = new LinkedHashMap<>();
        for (FoundName name : found) {
            counts.merge(name.entity(), name.ownCount(), Integer::sum);
        }
        List<Entity> entities = new ArrayList<>(counts.size());
        counts.forEach((entity, count) -> entities.add(
                new Entity(entity.type(), entity.key(), entity.name().displayName(), count)));
        return entities;
    }

    private record EntityId(EntityType type, String key) {}
}
