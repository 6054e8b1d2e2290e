package dev.mentions.embedded.firestore.store;

import dev.mentions.embedded.firestore.value.Refusal;

/**
 * A document's resource name, {@code projects/{p}/databases/{d}/documents/{collection}/{id}[/{collection}/{id}...]}.
 *
 * @param collectionPath everything before the last {@code /}
 * @param id what stands after it
 */
public record DocumentName(String collectionPath, String id) {

    private static final int MAX_ID_BYTES = 1500;
    private static final int MAX_NAME_BYTES = 6 * 1024;
    private static final int MAX_DEPTH = 100;
    private static final int DATABASE_SEGMENTS = 4;

    /**
     * Reads and checks a name.
     *
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when it is none, or breaks one of production's rules on ids
     */
    public static DocumentName parse(String name) {
        int segments = check(name, true);
        if (segments == 0 || segments % 2 != 0) {
            throw invalid(name, "does not name a document");
        }
        int last = name.lastIndexOf('/');
        return new DocumentName(name.substring(0, last), name.substring(last + 1));
    }

    /**
     * Checks the parent of a query or list: {@code projects/{p}/databases/{d}/documents}, or a document below it.
     *
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when it is neither
     */
    public static void checkParent(String parent) {
        if (check(parent, false) % 2 != 0) {
            throw invalid(parent, "does not name a document or the root of a database");
        }
    }

    /** Returns how many ids follow {@code documents}, after checking them. */
    private static int check(String name, boolean strict) {
        int start = 0;
        int position = 0;
        while (true) {
            int slash = name.indexOf('/', start);
            int end = slash < 0 ? name.length() : slash;
            if (position <= DATABASE_SEGMENTS) {
                checkDatabaseSegment(name, start, end, position);
            } else {
                checkId(name, start, end, strict);
            }
            position++;
            if (slash < 0) {
                break;
            }
            start = slash + 1;
        }
        int ids = position - DATABASE_SEGMENTS - 1;
        if (ids < 0) {
            throw invalid(name, "does not start with projects/{project}/databases/{database}/documents");
        }
        if (ids > 2 * MAX_DEPTH) {
            throw invalid(name, "is deeper than " + MAX_DEPTH + " collections");
        }
        if (utf8LengthExceeds(name, 0, name.length(), MAX_NAME_BYTES)) {
            throw Refusal.invalid("A document name is longer than " + MAX_NAME_BYTES + " bytes.");
        }
        return ids;
    }

    private static void checkDatabaseSegment(String name, int start, int end, int position) {
        String expected = switch (position) {
            case 0 -> "projects";
            case 2 -> "databases";
            case 4 -> "documents";
            default -> "";
        };
        boolean fixed = !expected.isEmpty();
        if (start == end || (fixed && !(name.startsWith(expected, start) && end - start == expected.length()))) {
            throw invalid(name, "does not start with projects/{project}/databases/{database}/documents");
        }
    }

    private static void checkId(String name, int start, int end, boolean strict) {
        if (start == end) {
            throw invalid(name, "has an empty id");
        }
        if (name.charAt(start) == '.' && (end - start == 1 || (end - start == 2 && name.charAt(start + 1) == '.'))) {
            throw invalid(name, "has an id \".\" or \"..\"");
        }
        if (strict && isReserved(name, start, end)) {
            throw invalid(name, "has a reserved id, of the form __.*__");
        }
        if (utf8LengthExceeds(name, start, end, MAX_ID_BYTES)) {
            throw Refusal.invalid("An id is longer than " + MAX_ID_BYTES + " bytes.");
        }
    }

    static boolean isReserved(String text, int start, int end) {
        return end - start >= 4 && text.startsWith("__", start) && text.startsWith("__", end - 2);
    }

    private static boolean utf8LengthExceeds(String text, int start, int end, int limit) {
        if ((end - start) * 3 <= limit) {
            return false;
        }
        return com.google.common.base.Utf8.encodedLength(text.substring(start, end)) > limit;
    }

    private static RuntimeException invalid(String name, String why) {
        return Refusal.invalid("Document name \"" + name + "\" " + why + ".");
    }
}
