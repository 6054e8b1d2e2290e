package dev.mentions.ner.extract;

import static java.util.Objects.requireNonNull;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A name's two forms. Names with the same key, of one type, are the same entity.
 *
 * @param key NFKC, one space for any white space, apostrophes straight, possessive and surrounding punctuation
 *     stripped, lower case; never empty, no control characters, no lone surrogates, at most {@link #MAX_CODE_POINTS}
 * @param displayName the surface form with one space for any white space, without control characters and without marks
 *     around it, a full stop at its end excepted
 */
public record EntityName(String key, String displayName) {

    /** What is longer is a mistake of the name finder, not a name. */
    public static final int MAX_CODE_POINTS = 200;

    /** How often the rules are applied until nothing changes; what still changes is no name. */
    private static final int MAX_ROUNDS = 8;

    public EntityName {
        requireNonNull(key, "key");
        requireNonNull(displayName, "displayName");
    }

    /**
     * Returns the forms of a name.
     *
     * @param surface as the text has it; any string
     * @return empty when nothing of it is left, or too much
     */
    public static Optional<EntityName> of(String surface) {
        // NFKC makes a character at most 18 of them: what is far too long is not worth normalising.
        if (surface.length() > 4 * MAX_CODE_POINTS) {
            return Optional.empty();
        }
        String displayName = collapse(surface);
        String key = displayName;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            String next = fold(key);
            if (next.equals(key)) {
                return key.isEmpty() || key.codePointCount(0, key.length()) > MAX_CODE_POINTS
                        ? Optional.empty()
                        : Optional.of(new EntityName(key, displayed(displayName)));
            }
            key = next;
        }
        return Optional.empty();
    }

    private static String fold(String name) {
        String lower = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String folded =
                collapse(Normalizer.normalize(lower, Normalizer.Form.NFKC).replace('\u2019', '\''));
        int end = endOf(folded, folded.length());
        if (folded.startsWith("'s", end - 2)) {
            end = endOf(folded, end - 2);
        }
        int start = startOf(folded, end);
        return folded.substring(start, end);
    }

    private static String displayed(String surface) {
        int end = endOf(surface, surface.length());
        int start = startOf(surface, end);
        if (start == end) {
            // A symbol that NFKC makes a letter of.
            return surface;
        }
        return surface.substring(start, end < surface.length() && surface.charAt(end) == '.' ? end + 1 : end);
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
