package dev.mentions.embedded.firestore.store;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How documents stand in the log and in snapshots: a commit time, then each document's new state or its deletion. */
final class Records {

    /** Takes what a record says. */
    interface Target {

        /** Called with the time of a commit, or of the last one before a snapshot. */
        void committed(long commitMicros);

        /**
         * Called with a document's new state.
         *
         * @param document null: it was deleted
         */
        void restored(DocumentName name, @Nullable StoredDocument document);
    }

    private static final byte DELETED = 0;
    private static final byte STORED = 1;

    private Records() {}

    static byte[] encode(long commitMicros, List<Change> changes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * changes.size());
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeInt64NoTag(commitMicros);
        for (Change change : changes) {
            out.writeRawByte(change.after() == null ? DELETED : STORED);
            out.writeStringNoTag(change.name().collectionPath());
            out.writeStringNoTag(change.name().id());
            if (change.after() != null) {
                writeDocument(out, change.after());
            }
        }
        out.flush();
        return bytes.toByteArray();
    }

    static byte[] encodeSnapshot(long commitMicros, List<StoredDocument> documents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * documents.size());
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeInt64NoTag(commitMicros);
        for (StoredDocument document : documents) {
            out.writeRawByte(STORED);
            out.writeStringNoTag(document.collectionPath());
            out.writeStringNoTag(document.id());
            writeDocument(out, document);
        }
        out.flush();
        return bytes.toByteArray();
    }

    private static void writeDocument(CodedOutputStream out, StoredDocument document) throws IOException {
        out.writeInt64NoTag(document.createMicros());
        out.writeInt64NoTag(document.updateMicros());
        out.writeByteArrayNoTag(document.fields());
    }

    /** Decodes a record. */
    static void decode(byte[] record, Target target) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(record);
        target.committed(in.readInt64());
        String lastPath = "";
        while (!in.isAtEnd()) {
            byte kind = in.readRawByte();
            String path = in.readString();
            // One string for the documents of a collection instead of one for each.
            lastPath = path.equals(lastPath) ? lastPath : path;
            DocumentName name = new DocumentName(lastPath, in.readString());
            StoredDocument document = kind == DELETED
                    ? null
                    : new StoredDocument(
                            name.collectionPath(), name.id(), in.readInt64(), in.readInt64(), in.readByteArray());
            target.restored(name, document);
        }
    }
}
