package dev.mentions.embedded.firestore.value;

import com.google.firestore.v1.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a field stands in a document: the field's name, below it the keys of nested maps. Immutable. */
public final class FieldPath {

    /** The name that stands for the document's own name in filters, orders and projections. */
    public static final FieldPath DOCUMENT_NAME = new FieldPath(List.of("__name__"), "__name__");

    private static final int MAX_BYTES = 1500;

    private final List<String> segments;
    private final String text;
    private final byte[] firstUtf8;

    private FieldPath(List<String> segments, String text) {
        this.segments = segments;
        this.text = text;
        this.firstUtf8 = segments.get(0).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a path as Firestore writes it: segments between dots, those that are no simple names in backticks.
     *
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when it is none
     */
    public static FieldPath parse(String text) {
        if (text.equals(DOCUMENT_NAME.text)) {
            return DOCUMENT_NAME;
        }
        List<String> segments = new ArrayList<>(1);
        int at = 0;
        while (true) {
            int end = text.startsWith("`", at) ? quotedEnd(text, at) : simpleEnd(text, at);
            segments.add(segment(text, at, end));
            if (end == text.length()) {
                break;
            }
            at = end + 1;
        }
        if (text.length() * 3 > MAX_BYTES && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw Refusal.invalid("A property path is longer than " + MAX_BYTES + " bytes.");
        }
        for (String segment : segments) {
            if (ReservedNames.isReserved(segment)) {
                throw Refusal.invalid("Invalid property path \"" + text + "\": the name \"" + segment
                        + "\" is reserved, as every name of the form __.*__ is. Use another name.");
            }
        }
        return new FieldPath(List.copyOf(segments), text);
    }

    private static int simpleEnd(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) != '.') {
            char c = text.charAt(at);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean digit = c >= '0' && c <= '9' && at > start;
            if (!letter && !digit) {
                throw invalid(text);
            }
            at++;
        }
        if (at == start) {
            throw invalid(text);
        }
        return at;
    }

    private static int quotedEnd(String text, int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '`') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        int end = at + 1;
        if (at >= text.length() || (end < text.length() && text.charAt(end) != '.') || at == start + 1) {
            throw invalid(text);
        }
        return end;
    }

    private static String segment(String text, int start, int end) {
        if (text.charAt(start) != '`') {
            return text.substring(start, end);
        }
        StringBuilder name = new StringBuilder(end - start);
        for (int at = start + 1; at < end - 1; at++) {
            char c = text.charAt(at);
            name.append(c == '\\' ? text.charAt(++at) : c);
        }
        return name.toString();
    }

    private static RuntimeException invalid(String text) {
        return Refusal.invalid("Invalid property path \"" + text + "\".");
    }

    /** Whether this is the document's name and no field. */
    public boolean isDocumentName() {
        return text.equals(DOCUMENT_NAME.text);
    }

    /** Returns the field's name and then the keys below it, at least one. */
    public List<String> segments() {
        return segments;
    }

    /** Whether the first segment, in UTF-8, is what stands in these bytes. */
    boolean firstSegmentIs(byte[] bytes, int start, int length) {
        return java.util.Arrays.equals(firstUtf8, 0, firstUtf8.length, bytes, start, start + length);
    }

    /** Returns the value below a field's value, where this path has further segments; null when there is none. */
    @Nullable
    Value below(Value first) {
        Value value = first;
        for (int i = 1; i < segments.size(); i++) {
            Value next = value.getMapValue().getFieldsMap().get(segments.get(i));
            if (next == null) {
                return null;
            }
            value = next;
        }
        return value;
    }

    /** Returns the value at this path, or null when there is none. */
    public @Nullable Value in(Map<String, Value> fields) {
        Value first = fields.get(segments.get(0));
        return first == null ? null : below(first);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldPath that && segments.equals(that.segments);
    }

    @Override
    public int hashCode() {
        return segments.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
