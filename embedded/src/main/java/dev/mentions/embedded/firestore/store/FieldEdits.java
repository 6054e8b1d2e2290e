package dev.mentions.embedded.firestore.store;

import com.google.firestore.v1.MapValue;
import com.google.firestore.v1.Value;
import dev.mentions.embedded.firestore.value.FieldPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changes at field paths. */
final class FieldEdits {

    private FieldEdits() {}

    /** Sets a value; what stands on the way and is no map becomes one. */
    static void set(Map<String, Value> fields, FieldPath path, Value value) {
        set(fields, path.segments(), value);
    }

    private static void set(Map<String, Value> fields, List<String> path, Value value) {
        String first = path.get(0);
        if (path.size() == 1) {
            fields.put(first, value);
            return;
        }
        Map<String, Value> inner = new HashMap<>(fields.getOrDefault(first, Value.getDefaultInstance())
                .getMapValue()
                .getFieldsMap());
        set(inner, path.subList(1, path.size()), value);
        fields.put(first, map(inner));
    }

    /** Removes a value where there is one; the maps around it stay, even when empty. */
    static void remove(Map<String, Value> fields, FieldPath path) {
        remove(fields, path.segments());
    }

    private static void remove(Map<String, Value> fields, List<String> path) {
        String first = path.get(0);
        if (path.size() == 1) {
            fields.remove(first);
            return;
        }
        Value outer = fields.get(first);
        if (outer == null || !outer.hasMapValue()) {
            return;
        }
        Map<String, Value> inner = new HashMap<>(outer.getMapValue().getFieldsMap());
        remove(inner, path.subList(1, path.size()));
        fields.put(first, map(inner));
    }

    private static Value map(Map<String, Value> fields) {
        return Value.newBuilder()
                .setMapValue(MapValue.newBuilder().putAllFields(fields))
                .build();
    }
}
