package dev.mentions.embedded.firestore.store;

import com.google.firestore.v1.DocumentTransform.FieldTransform;
import com.google.firestore.v1.Write;
import dev.mentions.embedded.firestore.value.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Production's rules on a request of writes that hold whatever the database contains. */
public final class WriteRules {

    /** Most bytes a request may have. */
    public static final int MAX_REQUEST_BYTES = 10 * 1024 * 1024;

    private static final int MAX_TRANSFORMS_PER_DOCUMENT = 500;

    private WriteRules() {}

    /**
     * Checks a request.
     *
     * @param database {@code projects/{p}/databases/{d}}
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when it breaks a rule
     */
    public static void check(String database, List<Write> writes, int requestBytes) {
        if (requestBytes > MAX_REQUEST_BYTES) {
            throw Refusal.invalid("Request payload size exceeds the limit: " + MAX_REQUEST_BYTES + " bytes.");
        }
        String root = database + "/documents/";
        Map<String, Integer> transforms = new HashMap<>();
        for (Write write : writes) {
            String name = nameOf(write);
            if (!name.startsWith(root)) {
                throw Refusal.invalid("Document name \"" + name + "\" is not in database \"" + database + "\".");
            }
            if (!write.hasUpdate() && (write.hasUpdateMask() || write.getUpdateTransformsCount() > 0)) {
                throw Refusal.invalid("A mask or transforms without an update.");
            }
            int count = transformsOf(write).size();
            if (count > 0 && transforms.merge(name, count, Integer::sum) > MAX_TRANSFORMS_PER_DOCUMENT) {
                throw Refusal.invalid("Cannot have more than " + MAX_TRANSFORMS_PER_DOCUMENT
                        + " field transforms on a single document.");
            }
        }
    }

    /** Returns the resource name of the document that is written. */
    public static String nameOf(Write write) {
        return switch (write.getOperationCase()) {
            case UPDATE -> write.getUpdate().getName();
            case DELETE -> write.getDelete();
            case TRANSFORM -> write.getTransform().getDocument();
            case OPERATION_NOT_SET -> throw Refusal.invalid("A write without an operation.");
        };
    }

    static List<FieldTransform> transformsOf(Write write) {
        return write.hasTransform() ? write.getTransform().getFieldTransformsList() : write.getUpdateTransformsList();
    }
}
