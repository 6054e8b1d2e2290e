package dev.mentions.contract;

/** The characters that show nothing by themselves. */
final class InvisibleCharacters {

    /**
     * First and last code points, in ascending order: Unicode's Default_Ignorable_Code_Point, which no later version of
     * Unicode takes a character out of, and the interlinear annotation characters (U+FFF9 to U+FFFB) beside it.
     */
    private static final int[] RANGES = {
        0x00AD, 0x00AD,
        0x034F, 0x034F,
        0x061C, 0x061C,
        0x115F, 0x1160,
        0x17B4, 0x17B5,
        0x180B, 0x180F,
        0x200B, 0x200F,
        0x202A, 0x202E,
        0x2060, 0x206F,
        0x3164, 0x3164,
        0xFE00, 0xFE0F,
        0xFEFF, 0xFEFF,
        0xFFA0, 0xFFA0,
        0xFFF0, 0xFFFB,
        0x1BCA0, 0x1BCA3,
        0x1D173, 0x1D17A,
        0xE0000, 0xE0FFF
    };

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int LAST_OF_ASCII = 0x7F;

    private InvisibleCharacters() {}

    /** Returns the text without any of them. */
    static String removeAll(String text) {
        return remove(text, false);
    }

    /**
     * Returns the text without those that change nothing on a screen: joiners and variation selectors stay behind a
     * character beyond ASCII, where they join or part letters of Persian and of the scripts of India, and make emoji.
     */
    static String removeMeaningless(String text) {
        return remove(text, true);
    }

    private static String remove(String text, boolean keepMeaningful) {
        StringBuilder visible = new StringBuilder(text.length());
        int previous = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (!contains(codePoint) || (keepMeaningful && previous > LAST_OF_ASCII && selectsAForm(codePoint))) {
                visible.appendCodePoint(codePoint);
                previous = codePoint;
            }
        }
        return visible.toString();
    }

    private static boolean contains(int codePoint) {
        for (int i = 0; i < RANGES.length && RANGES[i] <= codePoint; i += 2) {
            if (codePoint <= RANGES[i + 1]) {
                return true;
            }
        }
        return false;
    }

    private static boolean selectsAForm(int codePoint) {
        return codePoint == ZERO_WIDTH_JOINER
                || codePoint == ZERO_WIDTH_NON_JOINER
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF)
                || (codePoint >= 0x180B && codePoint <= 0x180D);
    }
}
