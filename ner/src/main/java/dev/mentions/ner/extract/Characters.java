package dev.mentions.ner.extract;

/** What characters are, alike for texts and names. */
final class Characters {

    private static final int NEXT_LINE = 0x85;

    private Characters() {}

    /** Whether it parts words: white space of any kind, no-break spaces among it. */
    static boolean isSpace(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r');
        }
        return Character.isSpaceChar(codePoint) || codePoint == NEXT_LINE;
    }

    /** Whether it says nothing: control and invisible formatting characters, lone surrogates. */
    static boolean isDropped(int codePoint) {
        if (codePoint < 0x7F) {
            return codePoint < ' ';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
            default -> false;
        };
    }
}
