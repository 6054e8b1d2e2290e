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
            if (codePoint == '\n' || codePoint == '\u2028' || codePoint == '\u2029') {
                endWord();
                endLine();
            } else if (Characters.isSpace(codePoint)) {
                endWord();
            } else if (!wordTooLong && !Characters.isDropped(codePoint)) {
                word.appendCodePoint(codePoint);
                wordTooLong = word.length() > MAX_WORD;
            }
        }
        endWord();
        endParagraph();
        return paragraphs;
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
