package dev.mentions.ner.extract;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into paragraphs that the OpenNLP components handle in linear time: only single spaces for white space,
 * no control characters, no word over {@link #MAX_WORD}, and little over {@link #MAX_PARAGRAPH} characters each.
 *
 * <p>A name never runs across two paragraphs.
 */
final class Paragraphs {

    /** Longer runs without white space are no words (links, encoded data); they end a paragraph and are left out. */
    static final int MAX_WORD = 100;

    /** From here on a paragraph ends at the next sentence mark, and at twice this length in any case. */
    static final int MAX_PARAGRAPH = 5_000;

    /** Lines of text wrapped by hand are of these lengths; a shorter or longer line is a paragraph of its own. */
    private static final int MIN_WRAPPED_LINE = 50;

    private static final int MAX_WRAPPED_LINE = 110;

    /** The likes of "al-", "non-": the hyphen after them is theirs. */
    private static final int MAX_PREFIX = 3;

    private final List<String> paragraphs = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private final StringBuilder word = new StringBuilder();
    private boolean wordTooLong;
    private int lineStart;

    private Paragraphs() {}

    /** Returns the paragraphs of a text in order, none of them empty. */
    static List<String> of(String text) {
        return new Paragraphs().cut(text);
    }

    private List<String> cut(String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint == '\r' && i < text.length() && text.charAt(i) == '\n') {
                continue;
            }
            if (codePoint == '\n' || codePoint == '\u2028' || codePoint == '\u2029') {
                if (joinsNextLine(text, i)) {
                    lineStart = paragraph.length();
                } else {
                    endWord();
                    endLine();
                }
            } else if (Characters.isSpace(codePoint)) {
                endWord();
            } else if (!wordTooLong && !Characters.isDropped(codePoint)) {
                word.appendCodePoint(isHyphen(codePoint) ? '-' : codePoint);
                wordTooLong = word.length() > MAX_WORD;
            }
        }
        endWord();
        endParagraph();
        return paragraphs;
    }

    /**
     * Whether the line broke within a word, at a hyphen, which is taken back if the break is all it stands for: a name
     * such as Anglo-French or al-Qaida goes on with a capital or starts with a short word.
     */
    private boolean joinsNextLine(String text, int nextLine) {
        if (wordTooLong || word.isEmpty() || nextLine == text.length() || !Character.isLetter(text.charAt(nextLine))) {
            return false;
        }
        if (isBreakMark(text, nextLine)) {
            return true;
        }
        int hyphen = word.length() - 1;
        if (hyphen == 0 || word.charAt(hyphen) != '-' || !Character.isLetter(word.charAt(hyphen - 1))) {
            return false;
        }
        if (Character.isLowerCase(text.charAt(nextLine)) && hyphen > MAX_PREFIX) {
            word.setLength(hyphen);
        }
        return true;
    }

    /** Whether a soft hyphen, which is never kept, stands before the line break. */
    private static boolean isBreakMark(String text, int nextLine) {
        int last = nextLine - 2;
        return last >= 0 && text.charAt(text.charAt(last) == '\r' && last > 0 ? last - 1 : last) == '\u00AD';
    }

    private static boolean isHyphen(int codePoint) {
        return codePoint == '\u2010' || codePoint == '\u2011';
    }

    private void endWord() {
        if (wordTooLong) {
            endParagraph();
        } else if (!word.isEmpty()) {
            if (!paragraph.isEmpty()) {
                paragraph.append(' ');
            }
            paragraph.append(word);
            if (paragraph.length() >= 2 * MAX_PARAGRAPH
                    || (paragraph.length() >= MAX_PARAGRAPH && endsASentence(paragraph))) {
                endParagraph();
            }
        }
        word.setLength(0);
        wordTooLong = false;
    }

    private void endLine() {
        int length = paragraph.length() - lineStart;
        if (length < MIN_WRAPPED_LINE || length > MAX_WRAPPED_LINE) {
            endParagraph();
        }
        lineStart = paragraph.length();
    }

    private void endParagraph() {
        if (!paragraph.isEmpty()) {
            paragraphs.add(paragraph.toString());
            paragraph.setLength(0);
        }
        lineStart = 0;
    }

    private static boolean endsASentence(CharSequence text) {
        char last = text.charAt(text.length() - 1);
        return last == '.' || last == '!' || last == '?';
    }
}
