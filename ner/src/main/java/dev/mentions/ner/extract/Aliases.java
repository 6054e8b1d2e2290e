package dev.mentions.ner.extract;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The written table of names that mean the same in any post; {@code aliases.tsv} says its form. Loaded once a JVM. */
final class Aliases {

    private static final String RESOURCE = "aliases.tsv";

    private static final Aliases TABLE = new Aliases();

    private final Map<String, EntityName> byKey = new HashMap<>();
    private final Map<String, EntityName> byCapitals = new HashMap<>();

    private Aliases() {
        Lists.forEachEntry(RESOURCE, line -> add(line.split("\t")));
    }

    /**
     * Returns what the table has for a name. Persons are not in it.
     *
     * @param displayName as it was written, for what is meant in capitals only
     */
    static Optional<EntityName> of(EntityType type, String key, String displayName) {
        if (type == EntityType.PERSON) {
            return Optional.empty();
        }
        EntityName inCapitals = TABLE.inCapitals(displayName);
        return Optional.ofNullable(inCapitals == null ? TABLE.byKey.get(key) : inCapitals);
    }

    static boolean has(String key) {
        return TABLE.byKey.containsKey(key);
    }

    /** Whether the table has the name as a location's. */
    static boolean hasLocation(String key) {
        EntityName name = TABLE.byKey.get(key);
        return name != null && name.type() == EntityType.LOCATION;
    }

    /** Returns what the table makes of names. */
    static Collection<EntityName> names() {
        return TABLE.byKey.values();
    }

    private @Nullable EntityName inCapitals(String name) {
        EntityName exact = byCapitals.get(withoutLastStop(name));
        return exact == null ? byCapitals.get(name.replace(".", "")) : exact;
    }

    private void add(String[] row) {
        EntityType type = EntityType.ofLabel(row[0]).orElseThrow();
        EntityName name = new EntityName(type, EntityName.key(row[1]), row[1]);
        byKey.put(name.key(), name);
        for (int i = 1; i < row.length; i++) {
            if (isInCapitals(row[i])) {
                byCapitals.put(withoutLastStop(row[i]), name);
            } else {
                byKey.put(EntityName.key(row[i]), name);
            }
        }
    }

    private static String withoutLastStop(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean isInCapitals(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT));
    }
}
