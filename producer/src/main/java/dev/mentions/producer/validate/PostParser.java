package dev.mentions.producer.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mentions.service.JsonEncoding;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a post in JSON. The values of {@code id} may be strings or whole numbers, of all other fields strings; null is
 * the same as absent; a field that comes twice is refused, because readers of JSON disagree on which one counts;
 * unknown fields are ignored. Never throws because of what it reads, and never repeats it. Safe for use by several
 * threads.
 */
public final class PostParser {

    /** How large a post in JSON may be unless the configuration says otherwise, in bytes of UTF-8. */
    public static final int DEFAULT_MAX_BYTES = 5 * 1024 * 1024;

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 1_000;
    private static final int MAX_NAME_LENGTH = 10_000;

    private static final String IN_UTF_8 = "Send JSON in UTF-8";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    // The size of the whole is checked before; a string within it needs no bound of its own.
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            // Otherwise an error's text would repeat what was sent.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Names come from outside and would fill the JVM's table of strings.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final int maxBytes;

    /**
     * @param maxBytes how large a post in JSON may be, in bytes of UTF-8; one that is larger is refused
     */
    public PostParser(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    public ParsedPost parse(byte[] json) {
        return parse(json, 0, json.length);
    }

    /** Reads the JSON that stands in {@code length} bytes from {@code offset}. */
    public ParsedPost parse(byte[] json, int offset, int length) {
        if (length > maxBytes) {
            return tooLarge();
        }
        Refused wide = wide(json, offset, length);
        if (wide != null) {
            return wide;
        }
        int invalid = JsonEncoding.invalidAt(json, offset, length);
        if (invalid >= 0) {
            return Refused.syntax(
                    RefusalCode.MALFORMED, "The post is not valid UTF-8 at byte " + invalid + ". " + IN_UTF_8);
        }
        try (JsonParser parser = JSON.createParser(json, offset, length)) {
            return read(parser);
        } catch (IOException e) {
            return malformed(e);
        }
    }

    public ParsedPost parse(String json) {
        if (json.length() > maxBytes || (json.length() > maxBytes / 3 && json.getBytes(UTF_8).length > maxBytes)) {
            return tooLarge();
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return read(parser);
        } catch (IOException e) {
            return malformed(e);
        }
    }

    /** Reads a tree, of any size; whoever built it has decided what to do about fields that come twice. */
    public ParsedPost parse(JsonNode json) {
        try (JsonParser parser = json.traverse()) {
            return read(parser);
        } catch (IOException e) {
            return malformed(e);
        }
    }

    /** Returns the refusal of JSON that is in UTF-16 or UTF-32, by its first bytes; null for any other. */
    public static @Nullable Refused wide(byte[] json, int offset, int length) {
        return JsonEncoding.isWide(json, offset, length)
                ? Refused.syntax(RefusalCode.MALFORMED, "The post is in UTF-16 or UTF-32. " + IN_UTF_8)
                : null;
    }

    /** Returns the refusal of a post that is larger than what is taken. */
    public Refused tooLarge() {
        return Refused.tooLarge("A post may have " + maxBytes + " bytes");
    }

    private static ParsedPost read(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return Refused.syntax(RefusalCode.MALFORMED, "There is nothing; a post is a JSON object");
        }
        if (first != JsonToken.START_OBJECT) {
            return Refused.syntax(RefusalCode.NOT_AN_OBJECT, "A post is a JSON object");
        }
        Map<PostField, String> values = new EnumMap<>(PostField.class);
        Refused refused = readFields(parser, values);
        if (refused != null) {
            return refused;
        }
        if (parser.nextToken() != null) {
            return Refused.syntax(RefusalCode.MALFORMED, "Something follows the JSON object; one post is one object");
        }
        return new PostDraft(
                values.get(PostField.ID),
                values.get(PostField.PUBLICATION),
                values.get(PostField.TITLE),
                values.get(PostField.URL),
                values.get(PostField.PUBLISHED_AT),
                values.get(PostField.DATE),
                values.get(PostField.CONTENT));
    }

    private static @Nullable Refused readFields(JsonParser parser, Map<PostField, String> values) throws IOException {
        Set<PostField> seen = EnumSet.noneOf(PostField.class);
        Refused refused = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            PostField field = PostField.named(parser.currentName());
            JsonToken value = parser.nextToken();
            if (field == null) {
                parser.skipChildren();
            } else if (!seen.add(field)) {
                refused =
                        first(refused, Refused.rule(RefusalCode.DUPLICATE, field, "stands in the post more than once"));
                parser.skipChildren();
            } else if (value == JsonToken.VALUE_STRING
                    || (value == JsonToken.VALUE_NUMBER_INT && field == PostField.ID)) {
                values.put(field, parser.getText());
            } else if (value != JsonToken.VALUE_NULL) {
                String expected = field == PostField.ID ? "a string or a whole number" : "a string";
                refused = first(refused, Refused.rule(RefusalCode.WRONG_TYPE, field, "must be " + expected));
                parser.skipChildren();
            }
        }
        return refused;
    }

    private static Refused first(@Nullable Refused earlier, Refused later) {
        return earlier == null ? later : earlier;
    }

    private static Refused malformed(IOException e) {
        if (e instanceof StreamConstraintsException) {
            return Refused.syntax(
                    RefusalCode.MALFORMED,
                    "Nesting, a number or a name is beyond what is read: depth " + MAX_DEPTH + ", " + MAX_NUMBER_LENGTH
                            + " digits, " + MAX_NAME_LENGTH + " characters");
        }
        JsonLocation location = e instanceof JsonProcessingException json ? json.getLocation() : null;
        return Refused.syntax(
                RefusalCode.MALFORMED,
                location == null
                        ? "Not valid JSON in UTF-8"
                        : "Not valid JSON in UTF-8 at line " + location.getLineNr() + ", column "
                                + location.getColumnNr());
    }
}
