package dev.mentions.embedded.firestore.store;

import dev.mentions.embedded.firestore.value.Refusal;
import dev.mentions.embedded.firestore.value.ReservedNames;

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

    /** Returns whether a checked parent is the root of a database and no document. */
    public static boolean isRoot(String parent) {
        return parent.chars().filter(c -> c == '/').count() == DATABASE_SEGMENTS;
    }

    /** Returns {@code projects/{p}/databases/{d}} of a checked parent. */
    public static String databaseOf(String parent) {
        int end = 0;
        for (int i = 0; i < DATABASE_SEGMENTS; i++) {
            end = parent.indexOf('/', end) + 1;
        }
        return parent.substring(0, end - 1);
    }

    /**
     * Checks the name of a document that a query compares documents' names with. The document need not be there, nor in
     * the collections of the query, and may have an id that stands for a number.
     *
     * @param database {@code projects/{p}/databases/{d}}
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when it names no document of this database
     */
    public static void checkReference(String name, String database) {
        int segments = check(name, false);
        if (segments == 0 || segments % 2 != 0) {
            throw invalid(name, "does not name a document. Use the whole name of one");
        }
        if (!name.startsWith(database + "/documents/")) {
            throw invalid(
                    name,
                    "is not in database \"" + database
                            + "\", which the request is for. Use a document of that database");
        }
    }

    /**
     * Checks the id of the collections that a query is for.
     *
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when no collection can have this id
     */
    public static void checkCollectionId(String id) {
        boolean dots = id.equals(".") || id.equals("..");
        if (id.indexOf('/') >= 0 || dots || ReservedNames.isReserved(id)) {
            throw Refusal.invalid(
                    "Invalid collection id \"" + id
                            + "\": an id has no \"/\", is not \".\" or \"..\", and is not of the form __.*__. Query another collection.");
        }
        if (utf8LengthExceeds(id, 0, id.length(), MAX_ID_BYTES)) {
            throw Refusal.invalid(
                    "A collection id is longer than " + MAX_ID_BYTES + " bytes. Query another collection.");
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
        if (strict && ReservedNames.isReserved(name, start, end)) {
            throw invalid(name, "has a reserved id, of the form __.*__");
        }
        if (utf8LengthExceeds(name, start, end, MAX_ID_BYTES)) {
            throw Refusal.invalid("An id is longer than " + MAX_ID_BYTES + " bytes.");
        }
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
