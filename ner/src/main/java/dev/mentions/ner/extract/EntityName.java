package dev.mentions.ner.extract;

import static java.util.Objects.requireNonNull;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A name's normal form. Names of one type with the same key are the same entity; {@code docs/NER.md} has the rules.
 *
 * @param type as found, unless the table of aliases says better
 * @param key lower case, without titles, possessive and surrounding punctuation; never empty, no control characters, no
 *     lone surrogates, at most {@link #MAX_CODE_POINTS}; its own key
 * @param displayName the alias table's form, else as it was written, without what the key leaves out at both ends, a
 *     full stop at its end excepted
 */
public record EntityName(EntityType type, String key, String displayName) {

    /** What is longer is a mistake of the name finder, not a name. */
    public static final int MAX_CODE_POINTS = 200;

    /** How often the rules are applied until nothing changes; what still changes is no name. */
    private static final int MAX_ROUNDS = 8;

    public EntityName {
        requireNonNull(type, "type");
        requireNonNull(key, "key");
        requireNonNull(displayName, "displayName");
    }

    /**
     * Returns the normal form of a name.
     *
     * @param surface as the text has it; any string
     * @return empty when nothing of it is left, or too much
     */
    public static Optional<EntityName> of(EntityType type, String surface) {
        // NFKC makes a character at most 18 of them: what is far too long is not worth normalising.
        if (surface.length() > 4 * MAX_CODE_POINTS) {
            return Optional.empty();
        }
        String collapsed = collapse(Normalizer.normalize(surface, Normalizer.Form.NFKC));
        String key = collapsed;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            String next = NameRules.of(type, fold(key));
            if (next.equals(key)) {
                return isKey(key) ? Optional.of(named(type, key, collapsed)) : Optional.empty();
            }
            key = next;
        }
        return Optional.empty();
    }

    private static EntityName named(EntityType type, String key, String surface) {
        String displayName = displayed(type, surface);
        for (String last = surface; !displayName.equals(last); ) {
            last = displayName;
            displayName = displayed(type, last);
        }
        return aliased(type, key, displayName.isEmpty() ? key : displayName);
    }

    private static EntityName aliased(EntityType type, String key, String displayName) {
        return Aliases.of(type, key, displayName).orElseGet(() -> new EntityName(type, key, displayName));
    }

    /** Returns the key of a name that the rules for its type have nothing against. */
    static String key(String name) {
        return fold(Normalizer.normalize(name, Normalizer.Form.NFKC));
    }

    private static boolean isKey(String key) {
        return !key.isEmpty() && key.codePointCount(0, key.length()) <= MAX_CODE_POINTS;
    }

    private static String fold(String name) {
        String folded = collapse(Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC)
                .replace('\u2019', '\'')
                .replace('\u2018', '\'')
                .replace('\u2010', '-')
                .replace('\u2011', '-'));
        int end = endWithoutPossessive(folded);
        int start = startOf(folded, end);
        return folded.substring(start, end);
    }

    private static int endWithoutPossessive(String name) {
        int end = endOf(name, name.length());
        boolean possessive = end >= 2
                && (name.charAt(end - 1) == 's' || name.charAt(end - 1) == 'S')
                && Words.isApostrophe(name.charAt(end - 2));
        return possessive ? endOf(name, end - 2) : end;
    }

    private static String displayed(EntityType type, String surface) {
        int end = endWithoutPossessive(surface);
        int start = startOf(surface, end);
        boolean stop = end < surface.length() && surface.charAt(end) == '.';
        return NameRules.withoutStart(type, surface.substring(start, stop ? end + 1 : end));
    }

    private static int startOf(String name, int limit) {
        int start = 0;
        while (start < limit && !Character.isLetterOrDigit(name.codePointAt(start))) {
            start += Character.charCount(name.codePointAt(start));
        }
        return start;
    }

    private static int endOf(String name, int limit) {
        int end = limit;
        while (end > 0 && !endsAName(name.codePointBefore(end))) {
            end -= Character.charCount(name.codePointBefore(end));
        }
        return end;
    }

    /** Whether a name can end with it. The plus is for Disney+ and C++. */
    private static boolean endsAName(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || codePoint == '+'
                || switch (Character.getType(codePoint)) {
                    case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
                    default -> false;
                };
    }

    /** Drops what cannot be seen and lone surrogates, and makes one space of any white space or control characters. */
    private static String collapse(String text) {
        StringBuilder collapsed = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (Characters.isSpace(codePoint)) {
                space = true;
            } else if (!Characters.isDropped(codePoint)) {
                if (space && !collapsed.isEmpty()) {
                    collapsed.append(' ');
                }
                space = false;
                collapsed.appendCodePoint(codePoint);
            }
        }
        return collapsed.toString();
    }
}
