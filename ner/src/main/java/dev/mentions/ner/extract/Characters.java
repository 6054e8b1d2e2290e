package dev.mentions.ner.extract;

/** What characters are, alike for texts and names. */
final class Characters {

    private Characters() {}

    /** Whether it parts words: white space of any kind, no-break spaces and control characters among it. */
    static boolean isSpace(int codePoint) {
        return codePoint <= ' ' || (codePoint >= 0x7F && (codePoint < 0xA0 || Character.isSpaceChar(codePoint)));
    }

    /** Whether it says nothing, within a word too: invisible formatting characters, lone surrogates. */
    static boolean isDropped(int codePoint) {
        if (codePoint < 0x7F) {
            return false;
        }
        int type = Character.getType(codePoint);
        return type == Character.FORMAT || type == Character.SURROGATE;
    }
}
