package dev.mentions.embedded.firestore.store;

import com.google.firestore.v1.Document;
import com.google.firestore.v1.Value;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.mentions.embedded.firestore.value.EncodedFields;
import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.NameOrder;
import org.jspecify.annotations.Nullable;

/** One version of a document. Immutable, so that a reader keeps what it has found while commits go on. */
public final class StoredDocument implements Comparable<StoredDocument> {

    private final String collectionPath;
    private final String id;
    private final long createMicros;
    private final long updateMicros;
    private final byte[] fields;

    StoredDocument(String collectionPath, String id, long createMicros, long updateMicros, byte[] fields) {
        this.collectionPath = collectionPath;
        this.id = id;
        this.createMicros = createMicros;
        this.updateMicros = updateMicros;
        this.fields = fields;
    }

    /** Returns the resource name of the collection, {@code projects/../documents/..}, without the document's id. */
    public String collectionPath() {
        return collectionPath;
    }

    public String id() {
        return id;
    }

    /** Returns the full resource name. */
    public String name() {
        return collectionPath + '/' + id;
    }

    /** Returns when the document was created, in microseconds since the epoch. */
    public long createMicros() {
        return createMicros;
    }

    /** Returns when the document was last changed, in microseconds since the epoch. */
    public long updateMicros() {
        return updateMicros;
    }

    /** Returns the fields as {@link EncodedFields} has them; not to be changed. */
    byte[] fields() {
        return fields;
    }

    /** Returns the value at a path, or null; {@code __name__} is a reference to the document itself. */
    public @Nullable Value find(FieldPath path) {
        return path.isDocumentName()
                ? Value.newBuilder().setReferenceValue(name()).build()
                : EncodedFields.find(fields, path);
    }

    /**
     * Returns the document as clients see it.
     *
     * @param mask the fields to show; null: all
     */
    public Document toDocument(@Nullable FieldMask mask) {
        if (mask != null) {
            return times(Document.newBuilder().putAllFields(mask.select(this))).build();
        }
        try {
            return times(Document.newBuilder().mergeFrom(fields)).build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A stored document cannot be decoded", e);
        }
    }

    private Document.Builder times(Document.Builder document) {
        return document.setName(name())
                .setCreateTime(Micros.toTimestamp(createMicros))
                .setUpdateTime(Micros.toTimestamp(updateMicros));
    }

    /** Compares by name, as queries do that ask for no other order. */
    @Override
    public int compareTo(StoredDocument other) {
        return collectionPath.equals(other.collectionPath)
                ? NameOrder.compare(id, other.id)
                : NameOrder.compare(name(), other.name());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredDocument that
                && id.equals(that.id)
                && updateMicros == that.updateMicros
                && collectionPath.equals(that.collectionPath);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + Long.hashCode(updateMicros);
    }
}
