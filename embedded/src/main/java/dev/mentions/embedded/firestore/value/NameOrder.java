package dev.mentions.embedded.firestore.value;

/**
 * The order of resource names: segment by segment, each in UTF-8's byte order. Ids of the form {@code __id7__}, which
 * stand for numbers, come first, by number.
 */
public final class NameOrder {

    private static final String NUMERIC_PREFIX = "__id";
    private static final String NUMERIC_SUFFIX = "__";

    private NameOrder() {}

    /** Compares two paths of segments with {@code /} between them. */
    public static int compare(String left, String right) {
        int mismatch = mismatch(left, right);
        if (mismatch < 0) {
            return 0;
        }
        int start = left.lastIndexOf('/', mismatch - 1) + 1;
        if (left.startsWith(NUMERIC_PREFIX, start) || right.startsWith(NUMERIC_PREFIX, start)) {
            int segments = compareSegments(segmentAt(left, start), segmentAt(right, start));
            if (segments != 0) {
                return segments;
            }
        }
        return compareAt(left, right, mismatch, true);
    }

    /** Compares two strings by their UTF-8 bytes. */
    public static int compareUtf8(String left, String right) {
        int mismatch = mismatch(left, right);
        return mismatch < 0 ? 0 : compareAt(left, right, mismatch, false);
    }

    private static int compareAt(String left, String right, int at, boolean slashFirst) {
        if (at == left.length() || at == right.length()) {
            return Integer.compare(left.length(), right.length());
        }
        char l = left.charAt(at);
        char r = right.charAt(at);
        if (slashFirst && (l == '/' || r == '/')) {
            return l == '/' ? -1 : 1;
        }
        // A surrogate is half of a code point above all others, though its own number is not the highest.
        if (Character.isSurrogate(l) != Character.isSurrogate(r)) {
            return Character.isSurrogate(l) ? 1 : -1;
        }
        return Character.compare(l, r);
    }

    private static int mismatch(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                return i;
            }
        }
        return left.length() == right.length() ? -1 : length;
    }

    private static String segmentAt(String path, int start) {
        int end = path.indexOf('/', start);
        return path.substring(start, end < 0 ? path.length() : end);
    }

    private static int compareSegments(String left, String right) {
        boolean leftNumeric = isNumeric(left);
        boolean rightNumeric = isNumeric(right);
        if (leftNumeric && rightNumeric) {
            return Long.compare(number(left), number(right));
        }
        return Boolean.compare(rightNumeric, leftNumeric);
    }

    private static boolean isNumeric(String segment) {
        return segment.matches("__id-?[0-9]{1,19}__");
    }

    private static long number(String segment) {
        return Long.parseLong(segment.substring(NUMERIC_PREFIX.length(), segment.length() - NUMERIC_SUFFIX.length()));
    }
}
