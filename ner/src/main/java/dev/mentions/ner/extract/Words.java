package dev.mentions.ner.extract;

/** Words as case goes: runs of letters and digits, parted at hyphens, whole at apostrophes and within initials. */
final class Words {

    private Words() {}

    static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }

    static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    /** Whether the word after the sign there is capitalised for where it stands, and not for what it is. */
    static boolean startsSentence(String text, int i) {
        return switch (text.charAt(i)) {
            case '.' -> !isAfterInitial(text, i);
            case '!', '?', ':', ';', '"', '(', '[', '\u201C', '\u2022', '*', '|' -> true;
            default -> false;
        };
    }

    private static boolean isAfterInitial(String text, int stop) {
        return stop > 0 && isPart(text.charAt(stop - 1)) && (stop == 1 || !isPart(text.charAt(stop - 2)));
    }

    /** Returns where the word that starts there ends. */
    static int end(String text, int start, int to) {
        int end = start + 1;
        while (end < to) {
            char c = text.charAt(end);
            boolean inside = end + 1 < to
                    && isPart(text.charAt(end + 1))
                    && (isApostrophe(c) || (c == '.' && isInitial(text, start, end)));
            if (!isPart(c) && !inside) {
                break;
            }
            end++;
        }
        return end;
    }

    /** Returns where the word ends when 's, 't, 'll and their like are taken off. */
    static int endWithoutContraction(String text, int start, int end) {
        for (int i = Math.max(start + 1, end - 3); i < end; i++) {
            if (isApostrophe(text.charAt(i))) {
                // The t of "don't" belongs to the word before it, whose form is that of "do".
                return i;
            }
        }
        return end;
    }

    private static boolean isInitial(String text, int start, int end) {
        return end - start == 1 || text.charAt(end - 2) == '.';
    }
}
