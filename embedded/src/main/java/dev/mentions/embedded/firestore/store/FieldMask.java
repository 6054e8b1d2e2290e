package dev.mentions.embedded.firestore.store;

import com.google.firestore.v1.Value;
import dev.mentions.embedded.firestore.value.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields a reader wants to see; an empty mask shows none, only that the document is there. */
public record FieldMask(List<FieldPath> paths) {

    public FieldMask {
        paths = List.copyOf(paths);
    }

    /**
     * Reads paths as clients send them; {@code __name__} adds nothing, as the name is always there.
     *
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when one is no path
     */
    public static FieldMask parse(List<String> paths) {
        return new FieldMask(paths.stream()
                .map(FieldPath::parse)
                .filter(path -> !path.isDocumentName())
                .toList());
    }

    Map<String, Value> select(StoredDocument document) {
        TreeMap<String, Value> selected = new TreeMap<>();
        for (FieldPath path : paths) {
            @Nullable Value value = document.find(path);
            if (value != null) {
                FieldEdits.set(selected, path, value);
            }
        }
        return selected;
    }
}
