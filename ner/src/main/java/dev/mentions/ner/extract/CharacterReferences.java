package dev.mentions.ner.extract;

import java.util.HashMap;
import java.util.Map;

/** HTML's ways to write a character: by an ampersand, a name or a number, and a semicolon. */
final class CharacterReferences {

    private static final int MAX_NAME = 10;

    /** Those of U+00A0 to U+00FF, in their order. */
    private static final String LATIN_1 = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg"
            + " macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest"
            + " Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml"
            + " ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig"
            + " agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml"
            + " eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

    private static final String OTHERS =
            "quot \" amp & lt < gt > apos ' lsquo \u2018 rsquo \u2019 sbquo \u201A ldquo \u201C"
                    + " rdquo \u201D bdquo \u201E lsaquo \u2039 rsaquo \u203A ndash \u2013 mdash \u2014 hellip \u2026 bull \u2022"
                    + " trade \u2122 euro \u20AC prime \u2032 Prime \u2033 minus \u2212 dagger \u2020 Dagger \u2021 permil \u2030"
                    + " OElig \u0152 oelig \u0153 Scaron \u0160 scaron \u0161 Yuml \u0178 fnof \u0192 circ \u02C6 tilde \u02DC"
                    + " ensp \u2002 emsp \u2003 thinsp \u2009 zwnj \u200C zwj \u200D lrm \u200E rlm \u200F hyphen \u2010"
                    + " comma , period . colon : semi ; lpar ( rpar ) num # commat @ sol / excl ! quest ? lsqb [ rsqb ]"
                    + " dollar $ percnt % plus + equals = ast * lowbar _ vert | larr \u2190 rarr \u2192";

    /** What Windows has where Latin 1 has control characters, from 0x80; references to them mean these. */
    private static final String WINDOWS =
            "\u20AC \u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152 \u017D  \u2018\u2019\u201C\u201D\u2022\u2013"
                    + "\u2014\u02DC\u2122\u0161\u203A\u0153 \u017E\u0178";

    private static final Map<String, String> NAMED = named();

    private CharacterReferences() {}

    /**
     * Appends the character that a reference at {@code start} means, and returns the place after it. Returns
     * {@code start} and appends nothing when none starts there.
     */
    static int decode(String text, int start, StringBuilder to) {
        int end = start + 1;
        boolean number = end < text.length() && text.charAt(end) == '#';
        if (number) {
            end++;
        }
        while (end < text.length() && end - start <= MAX_NAME && isAsciiLetterOrDigit(text.charAt(end))) {
            end++;
        }
        if (end == text.length() || text.charAt(end) != ';') {
            return start;
        }
        if (number) {
            return number(text, start + 2, end, to) ? end + 1 : start;
        }
        String character = NAMED.get(text.substring(start + 1, end));
        if (character == null) {
            return start;
        }
        to.append(character);
        return end + 1;
    }

    private static boolean number(String text, int from, int to, StringBuilder decoded) {
        boolean hex = from < to && (text.charAt(from) | 0x20) == 'x';
        int digits = hex ? from + 1 : from;
        if (digits >= to) {
            return false;
        }
        int value;
        try {
            value = Integer.parseInt(text, digits, to, hex ? 16 : 10);
        } catch (NumberFormatException e) {
            return false;
        }
        if (value >= 0x80 && value < 0x80 + WINDOWS.length()) {
            decoded.append(WINDOWS.charAt(value - 0x80));
        } else if (Character.isValidCodePoint(value) && !Characters.isDropped(value)) {
            decoded.appendCodePoint(value);
        } else if (value != 0xAD && !Character.isValidCodePoint(value)) {
            decoded.append(' ');
        }
        return true;
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static Map<String, String> named() {
        Map<String, String> named = new HashMap<>();
        char character = '\u00A0';
        for (String name : LATIN_1.split(" ")) {
            named.put(name, String.valueOf(character++));
        }
        String[] others = OTHERS.split(" ");
        for (int i = 0; i < others.length; i += 2) {
            named.put(others[i], others[i + 1]);
        }
        return Map.copyOf(named);
    }
}
