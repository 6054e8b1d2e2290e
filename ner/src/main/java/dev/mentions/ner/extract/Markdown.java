package dev.mentions.ner.extract;

/**
 * Takes out of a text what is left of Markdown: the targets of links and the marks of strong text, of headings and of
 * quoted lines. Time is linear, and next to none for a text without such marks.
 */
final class Markdown {

    /** Longer ones are no links. */
    private static final int MAX_LINK = 1_000;

    private static final int MAX_HEADING_LEVEL = 6;

    private final String text;
    private final StringBuilder kept;

    private Markdown(String text) {
        this.text = text;
        this.kept = new StringBuilder(text.length());
    }

    /** Returns the text without them; the same text when there are none. */
    static String strip(String text) {
        boolean marked = text.contains("](")
                || text.contains("**")
                || text.contains("__")
                || text.contains("~~")
                || text.contains("# ")
                || text.contains("> ");
        return marked ? new Markdown(text).stripped() : text;
    }

    private String stripped() {
        boolean startsLine = true;
        for (int i = 0; i < text.length(); ) {
            int next = startsLine ? afterLineMark(i) : i;
            if (next == i) {
                next = afterMark(i);
            }
            if (next == i) {
                char c = text.charAt(i);
                kept.append(c);
                startsLine = c == '\n' || (startsLine && c == ' ');
                next++;
            } else {
                startsLine = false;
            }
            i = next;
        }
        return kept.toString();
    }

    private int afterLineMark(int start) {
        char mark = text.charAt(start);
        if (mark != '#' && mark != '>') {
            return start;
        }
        int end = start;
        while (end < text.length() && end - start < MAX_HEADING_LEVEL && text.charAt(end) == mark) {
            end++;
        }
        return end < text.length() && text.charAt(end) == ' ' ? end + 1 : start;
    }

    private int afterMark(int i) {
        return switch (text.charAt(i)) {
            case '*', '_', '~' -> i + 1 < text.length() && text.charAt(i + 1) == text.charAt(i) ? endOfRun(i) : i;
            case ']' -> text.startsWith("](", i) ? afterTarget(i) : i;
            default -> i;
        };
    }

    private int endOfRun(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) == text.charAt(start)) {
            end++;
        }
        return end;
    }

    /** Takes the bracket that opened the link's text back, and an image's mark before it. */
    private int afterTarget(int bracket) {
        int limit = Math.min(text.length(), bracket + MAX_LINK);
        for (int i = bracket + 2; i < limit && text.charAt(i) != '\n'; i++) {
            if (text.charAt(i) == ')') {
                int opening = openingBracket();
                if (opening < 0) {
                    return bracket;
                }
                boolean image = opening > 0 && kept.charAt(opening - 1) == '!';
                kept.delete(image ? opening - 1 : opening, opening + 1);
                return i + 1;
            }
        }
        return bracket;
    }

    private int openingBracket() {
        int limit = Math.max(0, kept.length() - MAX_LINK);
        for (int i = kept.length() - 1; i >= limit && kept.charAt(i) != '\n'; i--) {
            if (kept.charAt(i) == '[') {
                return i;
            }
        }
        return -1;
    }
}
