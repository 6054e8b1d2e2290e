package dev.mentions.dashboard.feed;

import dev.mentions.contract.Generation;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All publications of a generation at a moment. Immutable.
 *
 * @param asOf when that was so
 * @param newest the state of the publication that was counted last; null while there is none
 */
public record Catalogue(
        Generation generation,
        Instant asOf,
        Map<String, Publication> byId,
        @Nullable Stamp newest) {

    /** The map is not copied: whoever makes a catalogue lets go of it. */
    public Catalogue {}

    public Collection<Publication> publications() {
        return byId.values();
    }

    public Optional<Publication> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public long articles() {
        return byId.values().stream()
                .mapToLong(publication -> publication.row().articles())
                .sum();
    }

    Catalogue asOf(Instant moment) {
        return new Catalogue(generation, moment, byId, newest);
    }
}
