package dev.mentions.sink.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Whatever stands on the counts topic is a delta or is told apart: an exception would stop the partition for good. */
class RecordDecoderTest {

    private static final TopicSpec<CountKey, CountUpdate> COUNTS = new Topics(Generation.FIRST).counts();

    private static final CountKey KEY =
            new CountKey("p", EntityKind.PERSON, "ada é", Instant.parse("2026-11-20T00:00:00Z"));
    private static final CountUpdate UPDATE = new CountUpdate(2, 5L, "Ada", Instant.parse("2026-11-21T00:00:00Z"));

    private static final byte[] KEY_BYTES = COUNTS.key().serializer().serialize(COUNTS.name(), KEY);
    private static final byte[] UPDATE_BYTES = COUNTS.value().serializer().serialize(COUNTS.name(), UPDATE);

    private final RecordDecoder decoder = new RecordDecoder(COUNTS);

    @Example
    void shouldReadADelta() {
        assertThat(decode(KEY_BYTES, UPDATE_BYTES))
                .isEqualTo(new SourceRecord.Delta(7, 11, PostOrigin.UNKNOWN, KEY, UPDATE));
    }

    @Example
    void shouldTellARecordWithoutAKeyOrAValue() {
        assertThat(decode(null, UPDATE_BYTES)).isInstanceOf(SourceRecord.Unreadable.class);
        assertThat(decode(KEY_BYTES, null)).isInstanceOf(SourceRecord.Unreadable.class);
        assertThat(decode(null, null)).isInstanceOf(SourceRecord.Unreadable.class);
    }

    @Example
    void shouldTellATimeThatFirestoreCannotHold() {
        for (String time : List.of(
                "+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z", "5000-01-01T00:00:00Z")) {
            byte[] late = new String(KEY_BYTES, UTF_8)
                    .replace("2026-11-20T00:00:00Z", time)
                    .getBytes(UTF_8);
            assertThat(decode(late, UPDATE_BYTES))
                    .isInstanceOfSatisfying(
                            SourceRecord.Unreadable.class,
                            unreadable -> assertThat(unreadable.reason()).contains("years 1 to 4999"));
        }
    }

    @Property
    void shouldReadOrTellApartAnyBytes(@ForAll byte[] key, @ForAll byte[] value) {
        assertToldApart(key, value);
        assertToldApart(key, UPDATE_BYTES);
        assertToldApart(KEY_BYTES, value);
    }

    @Property(tries = 3_000)
    void shouldReadOrTellApartBrokenRecords(@ForAll("edits") List<Edit> key, @ForAll("edits") List<Edit> value) {
        assertToldApart(edited(KEY_BYTES, key), edited(UPDATE_BYTES, value));
    }

    private void assertToldApart(byte[] key, byte[] value) {
        SourceRecord record = decode(key, value);

        assertThat(record.offset()).isEqualTo(7);
        assertThat(record.timestamp()).isEqualTo(11);
        if (record instanceof SourceRecord.Delta delta) {
            assertThat(delta.key()).isNotNull();
            assertThat(delta.update()).isNotNull();
        }
    }

    private SourceRecord decode(byte @Nullable [] key, byte @Nullable [] value) {
        ConsumerRecord<byte[], byte[]> source = new ConsumerRecord<>(
                COUNTS.name(),
                0,
                7,
                11,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
        return decoder.decode(source);
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<byte[]> other = Arbitraries.oneOf(
                Arbitraries.of("null", "{", "\"", "1e999999999", "99999999999999999999", "+999999999-", "0.5", "[[")
                        .map(text -> text.getBytes(UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(3));
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 12),
                        other)
                .as(Edit::new)
                .list()
                .ofMaxSize(3);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Edit(double place, int length, byte[] by) {

        byte[] of(byte[] bytes) {
            int from = (int) (place * bytes.length);
            int to = Math.min(from + length, bytes.length);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, 0, from);
            out.writeBytes(by);
            out.write(bytes, to, bytes.length - to);
            return out.toByteArray();
        }
    }

    private static byte[] edited(byte[] bytes, List<Edit> edits) {
        byte[] result = bytes;
        for (Edit edit : edits) {
            result = edit.of(result);
        }
        return result;
    }
}
