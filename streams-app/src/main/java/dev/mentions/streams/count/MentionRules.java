package dev.mentions.streams.count;

import dev.mentions.contract.EntityKey;
import dev.mentions.contract.Mention;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a record on the entities topic must be, whoever wrote it: others may write mentions of their own. */
public final class MentionRules {

    /** The longest publication, entity and display name, in UTF-16 units: far less than a record can hold. */
    public static final int MAX_LENGTH = 10_000;

    private MentionRules() {}

    /** Returns which rule a record breaks, in words that hold nothing of its content; empty when it breaks none. */
    public static Optional<String> violation(@Nullable EntityKey key, @Nullable Mention mention) {
        if (key == null) {
            return Optional.of("the key is missing or cannot be read");
        }
        if (mention == null) {
            return Optional.of("there is no mention, only a tombstone");
        }
        if (key.publication().length() > MAX_LENGTH
                || key.entity().length() > MAX_LENGTH
                || mention.displayName().length() > MAX_LENGTH) {
            return Optional.of("a name is longer than " + MAX_LENGTH);
        }
        if (!Unicode.isWellFormed(key.publication())
                || !Unicode.isWellFormed(key.entity())
                || !Unicode.isWellFormed(mention.displayName())) {
            return Optional.of("text has half of a surrogate pair");
        }
        if (mention.eventTime().isBefore(Windows.EARLIEST)) {
            return Optional.of("eventTime is before " + Windows.EARLIEST);
        }
        return Optional.empty();
    }
}
