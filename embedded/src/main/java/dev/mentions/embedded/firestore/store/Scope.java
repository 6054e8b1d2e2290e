package dev.mentions.embedded.firestore.store;

/**
 * The collections a query looks at.
 *
 * @param parent resource name of a document or of a database's root, {@code projects/../documents}
 * @param collectionId empty: collections of every id
 * @param allDescendants whether collections at any depth below the parent count, or only those directly below it
 */
public record Scope(String parent, String collectionId, boolean allDescendants) {

    /** Whether collections of every id are looked at. */
    public boolean isKindless() {
        return collectionId.isEmpty();
    }

    /** Whether documents of a collection with this resource name are looked at. */
    public boolean contains(String collectionPath) {
        int slash = collectionPath.lastIndexOf('/');
        if (!collectionId.isEmpty() && !collectionPath.startsWith(collectionId, slash + 1)) {
            return false;
        }
        if (!collectionId.isEmpty() && collectionPath.length() - slash - 1 != collectionId.length()) {
            return false;
        }
        boolean below = collectionPath.startsWith(parent) && collectionPath.startsWith("/", parent.length());
        return below && (allDescendants || slash == parent.length());
    }
}
