package dev.mentions.ner.extract;

/** What characters are, alike for texts and names. */
final class Characters {

    private Characters() {}

    /** Whether it parts words: white space of any kind, no-break spaces and control characters among it. */
    static boolean isSpace(int codePoint) {
        return codePoint <= ' ' || (codePoint >= 0x7F && (codePoint < 0xA0 || Character.isSpaceChar(codePoint)));
    }

    /** Whether it says nothing, within a word too: invisible characters, lone surrogates. */
    static boolean isDropped(int codePoint) {
        if (codePoint < 0x7F) {
            return false;
        }
        int type = Character.getType(codePoint);
        return type == Character.FORMAT || type == Character.SURROGATE || isInvisible(codePoint);
    }

    /** Unicode's Default_Ignorable_Code_Point without its formatting characters: joiners, fillers, variation selectors. */
    private static boolean isInvisible(int codePoint) {
        return codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x17B4
                || codePoint == 0x17B5
                || (codePoint >= 0x180B && codePoint <= 0x180F)
                || codePoint == 0x2065
                || codePoint == 0x3164
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || codePoint == 0xFFA0
                || (codePoint >= 0xFFF0 && codePoint <= 0xFFFB)
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    }
}
