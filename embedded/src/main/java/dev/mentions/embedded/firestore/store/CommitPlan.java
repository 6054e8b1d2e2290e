package dev.mentions.embedded.firestore.store;

import com.google.firestore.v1.CommitResponse;
import com.google.firestore.v1.DocumentTransform.FieldTransform;
import com.google.firestore.v1.Precondition;
import com.google.firestore.v1.Value;
import com.google.firestore.v1.Write;
import com.google.firestore.v1.WriteResult;
import com.google.protobuf.Timestamp;
import dev.mentions.embedded.firestore.value.EncodedFields;
import dev.mentions.embedded.firestore.value.FieldPath;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one commit, worked out against the documents as they stand and against each other, before anything of
 * it can be seen. A refused write leaves the plan to be thrown away.
 */
final class CommitPlan {

    private final Function<DocumentName, @Nullable StoredDocument> current;
    private final long commitMicros;
    private final Map<DocumentName, Draft> drafts = new LinkedHashMap<>();
    private final List<WriteResult.Builder> results = new ArrayList<>();
    private final List<Draft> written = new ArrayList<>();

    CommitPlan(Function<DocumentName, @Nullable StoredDocument> current, long commitMicros) {
        this.current = current;
        this.commitMicros = commitMicros;
    }

    /**
     * Adds a write.
     *
     * @throws io.grpc.StatusRuntimeException when its precondition fails or what it would store breaks a rule
     */
    void add(Write write) {
        DocumentName name = DocumentName.parse(WriteRules.nameOf(write));
        Draft draft = drafts.computeIfAbsent(name, key -> new Draft(key, current.apply(key)));
        draft.require(write.getCurrentDocument());
        WriteResult.Builder result = WriteResult.newBuilder();
        if (write.hasDelete()) {
            draft.delete();
        } else {
            draft.update(write);
            for (FieldTransform transform : WriteRules.transformsOf(write)) {
                result.addTransformResults(Transforms.apply(transform, draft.editable(), commitMicros));
            }
        }
        results.add(result);
        written.add(draft);
    }

    /** Returns what the commit changes; writes that change nothing do not appear. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>(drafts.size());
        for (Draft draft : drafts.values()) {
            draft.settle();
            if (!Objects.equals(draft.after, draft.before)) {
                changes.add(new Change(draft.name, draft.before, draft.after));
            }
        }
        return changes;
    }

    /** Returns the answer; only after {@link #changes()}. */
    CommitResponse response() {
        CommitResponse.Builder response = CommitResponse.newBuilder().setCommitTime(Micros.toTimestamp(commitMicros));
        for (int i = 0; i < results.size(); i++) {
            StoredDocument after = written.get(i).after;
            if (after != null) {
                results.get(i).setUpdateTime(Micros.toTimestamp(after.updateMicros()));
            }
            response.addWriteResults(results.get(i));
        }
        return response.build();
    }

    /** A document while the writes of this commit are applied to it, one after another. */
    private final class Draft {

        private final DocumentName name;
        private final @Nullable StoredDocument before;
        private @Nullable StoredDocument after;
        private @Nullable SortedMap<String, Value> fields;
        private boolean exists;
        private boolean touched;
        private boolean recreated;

        private Draft(DocumentName name, @Nullable StoredDocument before) {
            this.name = name;
            this.before = before;
            this.after = before;
            this.exists = before != null;
        }

        private void require(Precondition condition) {
            switch (condition.getConditionTypeCase()) {
                case EXISTS -> {
                    if (condition.getExists() && !exists) {
                        throw refusal(Status.NOT_FOUND, "No document to update: ");
                    }
                    if (!condition.getExists() && exists) {
                        throw refusal(Status.ALREADY_EXISTS, "Document already exists: ");
                    }
                }
                case UPDATE_TIME -> {
                    if (!exists) {
                        throw refusal(Status.FAILED_PRECONDITION, "The document to update does not exist: ");
                    }
                    if (touched || before == null || !sameTime(condition.getUpdateTime(), before)) {
                        throw refusal(
                                Status.FAILED_PRECONDITION,
                                "The stored version does not match the required base version: ");
                    }
                }
                case CONDITIONTYPE_NOT_SET -> {}
            }
        }

        private static boolean sameTime(Timestamp required, StoredDocument document) {
            return required.equals(Micros.toTimestamp(document.updateMicros()));
        }

        private RuntimeException refusal(Status status, String message) {
            return status.withDescription(message + name.collectionPath() + '/' + name.id())
                    .asRuntimeException();
        }

        private void delete() {
            touched = true;
            exists = false;
            recreated = true;
            fields = new TreeMap<>();
        }

        private void update(Write write) {
            Map<String, Value> input = write.getUpdate().getFieldsMap();
            if (write.hasUpdate() && !write.hasUpdateMask()) {
                fields = new TreeMap<>();
                for (Map.Entry<String, Value> field : input.entrySet()) {
                    DocumentRules.checkFieldName(field.getKey());
                    fields.put(field.getKey(), DocumentRules.checked(field.getValue(), 1));
                }
            } else {
                SortedMap<String, Value> merged = editable();
                for (String masked : write.getUpdateMask().getFieldPathsList()) {
                    merge(merged, FieldPath.parse(masked), input);
                }
            }
            touched = true;
            exists = true;
        }

        private void merge(SortedMap<String, Value> merged, FieldPath path, Map<String, Value> input) {
            path.segments().forEach(DocumentRules::checkFieldName);
            Value value = path.in(input);
            if (value == null) {
                FieldEdits.remove(merged, path);
            } else {
                FieldEdits.set(
                        merged,
                        path,
                        DocumentRules.checked(value, path.segments().size()));
            }
        }

        private SortedMap<String, Value> editable() {
            if (fields == null) {
                fields = before == null ? new TreeMap<>() : EncodedFields.decode(before.fields());
            }
            return fields;
        }

        private void settle() {
            if (!exists) {
                after = null;
                return;
            }
            byte[] encoded = EncodedFields.encode(editable());
            DocumentRules.checkSize(name, editable(), encoded.length);
            if (before == null || recreated) {
                after = new StoredDocument(name.collectionPath(), name.id(), commitMicros, commitMicros, encoded);
            } else if (!Arrays.equals(encoded, before.fields())) {
                after = new StoredDocument(
                        before.collectionPath(), before.id(), before.createMicros(), commitMicros, encoded);
            }
        }
    }
}
