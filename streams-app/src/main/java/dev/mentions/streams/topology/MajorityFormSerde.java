package dev.mentions.streams.topology;

import dev.mentions.streams.count.MajorityForm;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A {@link MajorityForm} in a store: its lead in one byte, then the form in UTF-8. */
final class MajorityFormSerde implements Serde<MajorityForm> {

    @Override
    public Serializer<MajorityForm> serializer() {
        return MajorityFormSerde::serialize;
    }

    @Override
    public Deserializer<MajorityForm> deserializer() {
        return MajorityFormSerde::deserialize;
    }

    private static byte @Nullable [] serialize(String topic, @Nullable MajorityForm name) {
        if (name == null) {
            return null;
        }
        byte[] form = name.form().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[1 + form.length];
        bytes[0] = (byte) name.lead();
        System.arraycopy(form, 0, bytes, 1, form.length);
        return bytes;
    }

    private static @Nullable MajorityForm deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length == 0 || bytes[0] < 0 || bytes[0] > MajorityForm.MAX_LEAD) {
            throw new SerializationException("A stored display name has no lead");
        }
        return new MajorityForm(new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8), bytes[0]);
    }
}
