package dev.mentions.producer.validate;

import org.jspecify.annotations.Nullable;

/** What is asked of a field's characters. */
final class Text {

    private Text() {}

    /** Tells whether there is nothing to see: only white space, format and control characters of Unicode. */
    static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            boolean invisible = Character.isWhitespace(codePoint)
                    || Character.isSpaceChar(codePoint)
                    || Character.isISOControl(codePoint)
                    || Character.getType(codePoint) == Character.FORMAT;
            if (!invisible) {
                return false;
            }
            i += Character.charCount(codePoint);
        }
        return true;
    }

    /** Returns null for a text without anything to see. */
    static @Nullable String orNullIfBlank(@Nullable String text) {
        return text == null || isBlank(text) ? null : text;
    }

    static boolean hasControlCharacter(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /** Returns where half a surrogate pair stands, which UTF-8 cannot hold; -1 when there is none. */
    static int loneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean loneHigh = Character.isHighSurrogate(c)
                    && (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1)));
            boolean loneLow = Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
            if (loneHigh || loneLow) {
                return i;
            }
        }
        return -1;
    }
}
