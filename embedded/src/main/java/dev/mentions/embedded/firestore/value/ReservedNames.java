package dev.mentions.embedded.firestore.value;

/** The names that Firestore keeps for itself: ids and field names that match {@code __.*__}, {@code ____} among them. */
public final class ReservedNames {

    private static final String MARK = "__";

    private ReservedNames() {}

    /** Returns whether the characters from {@code start} to {@code end} are a reserved name. */
    public static boolean isReserved(String text, int start, int end) {
        return end - start >= 2 * MARK.length()
                && text.startsWith(MARK, start)
                && text.startsWith(MARK, end - MARK.length());
    }

    /** Returns whether a whole text is a reserved name. */
    public static boolean isReserved(String text) {
        return isReserved(text, 0, text.length());
    }
}
