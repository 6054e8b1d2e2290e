package dev.mentions.ner.extract;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes headlines the way they would stand in a sentence, for a name finder that knows names by their capitals:
 * those in capitals, and those that Capitalise Every Word. A word gets the form that the same document has for it, else
 * the usual form, else a capital at its start. No character moves. Made for one document.
 */
final class CaseRestorer {

    /** Fewer words in capitals may well be a name in capitals. */
    private static final int MIN_WORDS = 3;

    /** Of the letters; the rest allows for a "by" or a "Mc". */
    private static final double MIN_CAPITALS = 0.85;

    /** Short for countries in headlines, though in sentences the words are commoner. */
    private static final Set<String> CAPITALS_IN_HEADLINES = Set.of("us");

    private static final Set<String> SMALL_IN_NAMES =
            Set.of("and", "da", "de", "del", "der", "di", "do", "of", "on", "the", "upon", "van", "von");

    private static final String SCOTTISH = "mc";

    private final List<String> paragraphs;
    private final UsualForms usual;
    private @Nullable Map<String, String> own;

    CaseRestorer(List<String> paragraphs, UsualForms usual) {
        this.paragraphs = paragraphs;
        this.usual = usual;
    }

    /** Returns the text, of the same length, with the part between restored if that is in a headline's case. */
    String restore(String text, int from, int to) {
        HeadlineCase headline = HeadlineCase.of(text, from, to);
        return headline == HeadlineCase.NONE ? text : restore(text, from, to, headline);
    }

    /** Returns the text, of the same length, with the name between restored where it is in capitals. */
    String restoreName(String text, int from, int to) {
        char[] chars = text.toCharArray();
        int end = from;
        for (int i = from; i < to; i = Math.max(i + 1, end)) {
            end = i;
            if (Words.isPart(chars[i])) {
                end = Words.end(text, i, to);
                restoreNamePart(text.substring(i, end), i > from).getChars(0, end - i, chars, i);
            }
        }
        return new String(chars);
    }

    private String restoreNamePart(String word, boolean within) {
        String lower = word.toLowerCase(Locale.ROOT);
        boolean inCapitals = word.length() > 1
                && lower.length() == word.length()
                && word.indexOf('.') < 0
                && word.equals(word.toUpperCase(Locale.ROOT));
        if (!inCapitals || (within && SMALL_IN_NAMES.contains(lower))) {
            return inCapitals ? lower : word;
        }
        String form = form(lower, HeadlineCase.CAPITALS);
        return form == null || form.length() != lower.length() || form.equals(lower) ? capitalised(lower) : form;
    }

    private String restore(String text, int from, int to, HeadlineCase headline) {
        char[] chars = text.toCharArray();
        boolean startsSentence = true;
        boolean afterName = false;
        int doubtful = -1;
        int doubtfulEnd = -1;
        for (int i = from; i < to; ) {
            if (!Words.isPart(chars[i])) {
                startsSentence |= Words.startsSentence(text, i);
                i++;
                continue;
            }
            int end = Words.end(text, i, to);
            boolean afterDoubt = doubtfulEnd == i - 1;
            boolean doubt = restoreWord(text, i, end, headline, chars) && !startsSentence;
            if (startsSentence || (doubt && (afterName || afterDoubt))) {
                chars[i] = Character.toUpperCase(chars[i]);
            }
            boolean name = Character.isUpperCase(chars[i]) && !startsSentence;
            if (name && afterDoubt) {
                chars[doubtful] = Character.toUpperCase(chars[doubtful]);
            }
            if (doubt) {
                doubtful = i;
                doubtfulEnd = end;
            }
            afterName = name && end < to && (text.charAt(end) == ' ' || text.charAt(end) == '-');
            startsSentence = false;
            i = end;
        }
        return new String(chars);
    }

    /** Returns whether the word may be part of a name too, beside one. */
    private boolean restoreWord(String text, int start, int end, HeadlineCase headline, char[] chars) {
        int wordEnd = Words.endWithoutContraction(text, start, end);
        if (headline == HeadlineCase.CAPITALS) {
            lower(chars, Character.isDigit(chars[start]) ? start : wordEnd, end);
        }
        String word = text.substring(start, wordEnd);
        if (!headline.tellsNothingOf(word) || word.indexOf('.') >= 0) {
            return false;
        }
        if (word.length() == 1) {
            boolean initial = end < text.length() && text.charAt(end) == '.';
            if (word.equals("A") && !initial) {
                chars[start] = 'a';
            }
            return false;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        String form = form(lower, headline);
        if (form == null || form.length() != word.length()) {
            if (headline == HeadlineCase.CAPITALS && lower.length() == word.length()) {
                capitalised(lower).getChars(0, word.length(), chars, start);
            }
            return false;
        }
        form.getChars(0, word.length(), chars, start);
        return usual.mayBeName(lower);
    }

    private @Nullable String form(String lower, HeadlineCase headline) {
        if (own == null) {
            own = DocumentForms.of(paragraphs);
        }
        String known = own.get(lower);
        if (known != null) {
            return known;
        }
        if (headline == HeadlineCase.CAPITALS && CAPITALS_IN_HEADLINES.contains(lower)) {
            return lower.toUpperCase(Locale.ROOT);
        }
        return usual.of(lower);
    }

    private static String capitalised(String lower) {
        char[] chars = lower.toCharArray();
        chars[0] = Character.toUpperCase(chars[0]);
        // O'Neill, D'Arcy, McCain
        if (chars.length > 3 && (Words.isApostrophe(chars[1]) || lower.startsWith(SCOTTISH))) {
            chars[2] = Character.toUpperCase(chars[2]);
        }
        return new String(chars);
    }

    private static void lower(char[] chars, int from, int to) {
        for (int i = from; i < to; i++) {
            chars[i] = Character.toLowerCase(chars[i]);
        }
    }

    /** How a headline is written, when it is written otherwise than a sentence. */
    private enum HeadlineCase {
        NONE,
        CAPITALS,
        TITLE;

        /** Whether its words are capitalised by the headline and not for what they are. */
        boolean tellsNothingOf(String word) {
            return switch (this) {
                case NONE -> false;
                case CAPITALS -> {
                    String unsure = word.startsWith("Mc") ? word.substring(2) : word;
                    yield unsure.equals(unsure.toUpperCase(Locale.ROOT));
                }
                case TITLE ->
                    word.length() > 1
                            && Character.isUpperCase(word.charAt(0))
                            && word.substring(1).equals(word.substring(1).toLowerCase(Locale.ROOT));
            };
        }

        static HeadlineCase of(String text, int from, int to) {
            int capitals = 0;
            int small = 0;
            int capitalised = 0;
            int smallWords = 0;
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                boolean starts = i == from || text.charAt(i - 1) == ' ';
                if (Character.isUpperCase(c)) {
                    capitals++;
                    capitalised += starts ? 1 : 0;
                } else if (Character.isLowerCase(c)) {
                    small++;
                    // "of", "with": what headlines leave small
                    smallWords += starts && isLong(text, i, to) ? 1 : 0;
                }
            }
            if (capitalised >= MIN_WORDS && capitals >= MIN_CAPITALS * (capitals + small)) {
                return CAPITALS;
            }
            return smallWords == 0 && capitalised >= MIN_WORDS + 1 ? TITLE : NONE;
        }

        private static boolean isLong(String text, int start, int to) {
            int space = text.indexOf(' ', start);
            return (space < 0 || space > to ? to : space) - start > 4;
        }
    }
}
