package dev.mentions.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * JSON on a topic. Unknown fields are ignored, so that a newer writer does not stop an older reader; missing required
 * fields are an error. Null is a tombstone and stays null. Safe for use by several threads.
 *
 * <p>Errors are {@link SerializationException}s that name the type and never hold the data.
 */
public final class JsonSerde<T> implements Serde<T> {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            // Fixed here because keys' bytes decide partitions: what a later Jackson does by default must not move
            // them.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Class<T> type;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    public JsonSerde(Class<T> type) {
        this.type = requireNonNull(type, "type");
        this.writer = MAPPER.writerFor(type);
        this.reader = MAPPER.readerFor(type);
    }

    @Override
    public Serializer<T> serializer() {
        return this::serialize;
    }

    @Override
    public Deserializer<T> deserializer() {
        return this::deserialize;
    }

    /** Returns the value's JSON in UTF-8, with its fields always in the same order. The topic plays no part. */
    public byte @Nullable [] serialize(@Nullable String topic, @Nullable T data) {
        if (data == null) {
            return null;
        }
        try {
            return writer.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new SerializationException("Cannot write a " + type.getSimpleName() + " as JSON", e);
        }
    }

    /** Returns the value that the JSON tells of. The topic plays no part. */
    public @Nullable T deserialize(@Nullable String topic, byte @Nullable [] data) {
        if (data == null) {
            return null;
        }
        try {
            T value = reader.readValue(data);
            if (value == null) {
                throw new SerializationException("JSON null is not a " + type.getSimpleName());
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new SerializationException("Not a " + type.getSimpleName() + " in JSON: " + reason(e));
        } catch (IOException e) {
            throw new SerializationException("Not a " + type.getSimpleName() + " in JSON", e);
        }
    }

    /** Says what is wrong and where. Jackson's exception cannot go along as the cause: its message quotes the text. */
    private static String reason(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + " at line " + location.getLineNr() + ", column "
                        + location.getColumnNr();
    }
}
