package dev.mentions.ner.extract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a sentence into words and marks as the Penn Treebank does, hyphenated words whole: what the corpora have. Takes
 * time linear in the sentence as long as its words are bounded. For one thread; holds the tokens of the last sentence.
 */
final class WordTokenizer {

    /** Written with a full stop in the middle of a sentence, where a longer word would more likely end one. */
    private static final int MAX_UNKNOWN_ABBREVIATION = 4;

    private static final Set<String> ABBREVIATIONS = Set.of(
            "adm", "apr", "assn", "attn", "aug", "ave", "blvd", "bros", "brig", "calif", "capt", "cie", "cmdr", "co",
            "col", "conn", "corp", "cpl", "dec", "del", "dept", "det", "dist", "dr", "est", "etc", "feb", "fla", "fr",
            "fri", "ft", "gen", "gov", "hon", "inc", "insp", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar",
            "mass", "md", "messrs", "mich", "minn", "mo", "mr", "mrs", "ms", "msgr", "mt", "nev", "no", "nov", "oct",
            "okla", "ore", "penn", "pfc", "ph.d", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sept", "sgt",
            "sr", "st", "supt", "tenn", "univ", "va", "vs", "wash", "wis");

    /** What stands apart from the word after it. */
    private static final String OPENING =
            "\"'`([{<$#*_=/|-~\u201C\u201D\u2018\u2019\u201E\u00AB\u2013\u2014\u2022\u2026\u00A3\u20AC\u00BF\u00A1.,:;!?)]}>%";

    /** What stands apart from the word before it; a full stop needs more thought. */
    private static final String CLOSING = "\"'`)]}>%*_=/|-~\u201D\u201C\u2019\u2018\u00BB\u2013\u2014\u2026,:;!?([{<";

    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int size;
    private String text = "";

    /** Replaces the tokens by those of {@code text} from {@code from} to {@code to}, whose words single spaces part. */
    void tokenize(String text, int from, int to) {
        this.text = text;
        size = 0;
        int start = from;
        while (start < to) {
            int space = text.indexOf(' ', start);
            int end = space < 0 || space > to ? to : space;
            if (end > start) {
                chunk(start, end, end == to);
            }
            start = end + 1;
        }
    }

    int size() {
        return size;
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return ends[token];
    }

    /** Makes a text one as the name finder's model knows it: with straight quotes and apostrophes. */
    static void straighten(char[] text) {
        for (int i = 0; i < text.length; i++) {
            switch (text[i]) {
                case '\u2018', '\u2019' -> text[i] = '\'';
                case '\u201C', '\u201D' -> text[i] = '"';
                default -> {
                    // as it is
                }
            }
        }
    }

    private void chunk(int from, int to, boolean last) {
        if (isPlain(from, to) || isLink(from, to)) {
            add(from, to);
            return;
        }
        int start = from;
        while (start < to && opens(text.charAt(start)) && !SocialText.isTag(text, start, to)) {
            int end = endOfRun(start, to);
            add(start, end);
            start = end;
        }
        int end = to;
        while (end > start && closes(text.charAt(end - 1))) {
            end = startOfRun(start, end);
        }
        // A full stop inside closing marks: "stop.)"
        boolean wordEndsSentence = last || end < to;
        if (end > start && text.charAt(end - 1) == '.' && !keepsStop(start, end, wordEndsSentence)) {
            end = startOfRun(start, end);
            while (end > start && closes(text.charAt(end - 1))) {
                end = startOfRun(start, end);
            }
        }
        if (end > start) {
            word(start, end);
        }
        for (int mark = end; mark < to; ) {
            int next = endOfRun(mark, to);
            add(mark, next);
            mark = next;
        }
    }

    /** Adds a word without the marks around it, parted at marks within and before a contracted ending. */
    private void word(int from, int to) {
        int start = from;
        for (int i = from + 1; i < to - 1; ) {
            if (parts(i, from, to)) {
                int end = endOfRun(i, to);
                if (i > start) {
                    contracted(start, i);
                }
                add(i, end);
                start = end;
                i = end;
            } else if (startsSentence(i, start, to)) {
                contracted(start, i);
                add(i, i + 1);
                start = i + 1;
                i++;
            } else {
                i++;
            }
        }
        if (start < to) {
            contracted(start, to);
        }
    }

    private void contracted(int from, int to) {
        int ending = contraction(from, to);
        if (ending > from) {
            add(from, ending);
            add(ending, to);
        } else {
            add(from, to);
        }
    }

    /** Returns where 's, 'm, 'd, 're, 've, 'll or n't starts; -1 where none does. */
    private int contraction(int from, int to) {
        if (to - from >= 3 && isApostrophe(text.charAt(to - 2))) {
            return switch (Character.toLowerCase(text.charAt(to - 1))) {
                case 's', 'm', 'd' -> to - 2;
                case 't' -> to - from >= 4 && Character.toLowerCase(text.charAt(to - 3)) == 'n' ? to - 3 : -1;
                default -> -1;
            };
        }
        if (to - from >= 4 && isApostrophe(text.charAt(to - 3))) {
            char first = Character.toLowerCase(text.charAt(to - 2));
            char second = Character.toLowerCase(text.charAt(to - 1));
            boolean isReOrVe = second == 'e' && (first == 'r' || first == 'v');
            boolean isLl = first == 'l' && second == 'l';
            return isReOrVe || isLl ? to - 3 : -1;
        }
        return -1;
    }

    private boolean keepsStop(int from, int to, boolean endsSentence) {
        if (to - from >= 2 && text.charAt(to - 2) == '.') {
            return false;
        }
        String stem = text.substring(from, to - 1);
        if (stem.length() == 1) {
            return Character.isLetter(stem.charAt(0)) && !endsSentence;
        }
        if (isInitials(stem) || ABBREVIATIONS.contains(stem.toLowerCase(Locale.ROOT))) {
            return true;
        }
        return !endsSentence
                && stem.length() <= MAX_UNKNOWN_ABBREVIATION
                && stem.chars().allMatch(Character::isLetter)
                && Character.isUpperCase(stem.charAt(0));
    }

    /** Whether it is letters with a stop after each but the last, as U.S and p.m are. */
    private static boolean isInitials(String stem) {
        for (int i = 0; i < stem.length(); i++) {
            if (i % 2 == 0 ? !Character.isLetter(stem.charAt(i)) : stem.charAt(i) != '.') {
                return false;
            }
        }
        return stem.length() % 2 == 1;
    }

    private boolean isPlain(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isLetterOrDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a link or a mail address. */
    private boolean isLink(int from, int to) {
        for (int i = from + 1; i + 2 < to; i++) {
            boolean address = text.charAt(i) == '@' && Character.isLetterOrDigit(text.charAt(i - 1));
            if (address || text.startsWith("://", i)) {
                return true;
            }
        }
        return text.startsWith("www.", from);
    }

    private boolean parts(int i, int from, int to) {
        char c = text.charAt(i);
        return switch (c) {
            case ',', ':' -> !Character.isDigit(text.charAt(i - 1)) || !Character.isDigit(text.charAt(i + 1));
            case ';', '"', '\u201C', '\u201D', '(', ')', '[', ']', '\u2014', '\u2026', '!', '?', '<', '>' -> true;
            case '/' -> Character.isLetter(text.charAt(i - 1)) && Character.isLetter(text.charAt(i + 1));
            case '-' -> text.charAt(i + 1) == '-';
            case '.' -> text.charAt(i + 1) == '.' && i > from && i + 1 < to;
            default -> false;
        };
    }

    /** Whether a sentence ends at a stop without a space after it: "said.The". */
    private boolean startsSentence(int i, int start, int to) {
        return text.charAt(i) == '.'
                && i - start >= 3
                && i + 2 < to
                && Character.isLowerCase(text.charAt(i - 1))
                && Character.isUpperCase(text.charAt(i + 1))
                && Character.isLowerCase(text.charAt(i + 2));
    }

    private int endOfRun(int i, int to) {
        char c = text.charAt(i);
        int end = i + 1;
        while (end < to && text.charAt(end) == c && runs(c)) {
            end++;
        }
        return end;
    }

    private int startOfRun(int from, int end) {
        char c = text.charAt(end - 1);
        int start = end - 1;
        while (start > from && text.charAt(start - 1) == c && runs(c)) {
            start--;
        }
        return start;
    }

    /** Whether several of it are one token. */
    private static boolean runs(char c) {
        return switch (c) {
            case '.', '-', '!', '?', '*', '_', '=', '\'', '`' -> true;
            default -> false;
        };
    }

    private static boolean opens(char c) {
        return OPENING.indexOf(c) >= 0;
    }

    private static boolean closes(char c) {
        return CLOSING.indexOf(c) >= 0;
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    private void add(int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        starts[size] = start;
        ends[size] = end;
        size++;
    }
}
