package dev.mentions.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;

/**
 * An {@link EntityKey} and the window its count belongs to.
 *
 * @param publication the {@link PublicationKey}
 * @param kind what is counted
 * @param entity the entity's normal form
 * @param windowStart inclusive start of the event-time window
 */
@JsonPropertyOrder({"publication", "kind", "entity", "windowStart"})
public record CountKey(String publication, EntityKind kind, String entity, Instant windowStart) {

    public CountKey {
        requireNonNull(publication, "publication");
        requireNonNull(kind, "kind");
        requireNonNull(entity, "entity");
        requireNonNull(windowStart, "windowStart");
    }

    public static CountKey of(EntityKey key, Instant windowStart) {
        return new CountKey(key.publication(), key.kind(), key.entity(), windowStart);
    }

    /** Returns the key without its window: what the counts topic is partitioned by. */
    public EntityKey entityKey() {
        return new EntityKey(publication, kind, entity);
    }
}
