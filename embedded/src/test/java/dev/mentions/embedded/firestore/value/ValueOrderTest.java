package dev.mentions.embedded.firestore.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.firestore.v1.ArrayValue;
import com.google.firestore.v1.MapValue;
import com.google.firestore.v1.Value;
import com.google.protobuf.ByteString;
import com.google.protobuf.NullValue;
import com.google.protobuf.Timestamp;
import com.google.type.LatLng;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ValueOrderTest {

    private static final ValueOrder ORDER = ValueOrder.INSTANCE;

    /** In the order of production's page on data types. */
    private static final List<Value> ONE_OF_EACH_TYPE = List.of(
            Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build(),
            Value.newBuilder().setBooleanValue(true).build(),
            Value.newBuilder().setDoubleValue(1e300).build(),
            Value.newBuilder().setTimestampValue(Timestamp.getDefaultInstance()).build(),
            text("z"),
            Value.newBuilder().setBytesValue(ByteString.copyFromUtf8("z")).build(),
            Value.newBuilder()
                    .setReferenceValue("projects/p/databases/d/documents/c/d")
                    .build(),
            Value.newBuilder().setGeoPointValue(LatLng.getDefaultInstance()).build(),
            array(List.of(text("z"))),
            map("__type__", text("__vector__")),
            map("a", text("z")));

    @Property
    void shouldBeAnOrder(@ForAll("values") Value a, @ForAll("values") Value b, @ForAll("values") Value c) {
        assertThat(ORDER.compare(a, a)).isZero();
        assertThat(Integer.signum(ORDER.compare(a, b))).isEqualTo(-Integer.signum(ORDER.compare(b, a)));
        List<Value> sorted = Arrays.asList(a, b, c);
        sorted.sort(ORDER);
        assertThat(ORDER.compare(sorted.get(0), sorted.get(1))).isNotPositive();
        assertThat(ORDER.compare(sorted.get(1), sorted.get(2))).isNotPositive();
        assertThat(ORDER.compare(sorted.get(0), sorted.get(2))).isNotPositive();
    }

    @Property
    void shouldCompareNumbersExactly(@ForAll long whole, @ForAll double real) {
        int expected = BigDecimal.valueOf(whole).compareTo(new BigDecimal(real));

        assertThat(Integer.signum(ORDER.compare(whole(whole), real(real)))).isEqualTo(expected);
        assertThat(Integer.signum(ORDER.compare(real(real), whole(whole)))).isEqualTo(-expected);
    }

    @Property
    void shouldCompareTextByItsUtf8Bytes(@ForAll("texts") String left, @ForAll("texts") String right) {
        int expected =
                Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

        assertThat(Integer.signum(ORDER.compare(text(left), text(right)))).isEqualTo(Integer.signum(expected));
    }

    @Property
    void shouldCompareNamesSegmentBySegment(@ForAll("paths") List<String> left, @ForAll("paths") List<String> right) {
        int expected = 0;
        for (int i = 0; expected == 0 && i < Math.min(left.size(), right.size()); i++) {
            expected = left.get(i).compareTo(right.get(i));
        }
        expected = expected == 0 ? Integer.compare(left.size(), right.size()) : expected;

        assertThat(Integer.signum(NameOrder.compare(String.join("/", left), String.join("/", right))))
                .isEqualTo(Integer.signum(expected));
    }

    @Property(tries = 1)
    void shouldPutTypesInProductionsOrder() {
        for (int i = 1; i < ONE_OF_EACH_TYPE.size(); i++) {
            assertThat(ORDER.compare(ONE_OF_EACH_TYPE.get(i - 1), ONE_OF_EACH_TYPE.get(i)))
                    .as("type %s", i)
                    .isNegative();
        }
    }

    @Property
    void shouldDecodeWhatWasEncoded(@ForAll("fields") SortedMap<String, Value> fields) {
        byte[] encoded = EncodedFields.encode(fields);

        assertThat(EncodedFields.decode(encoded)).isEqualTo(fields);
        fields.forEach((name, value) -> {
            String quoted = '`' + name.replace("\\", "\\\\").replace("`", "\\`") + '`';
            assertThat(EncodedFields.find(encoded, FieldPath.parse(quoted))).isEqualTo(value);
        });
    }

    @Provide
    Arbitrary<SortedMap<String, Value>> fields() {
        return Arbitraries.maps(texts().filter(text -> !text.isEmpty()), values())
                .ofMaxSize(6)
                .map(TreeMap::new);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('a', 'c').ofMaxLength(4),
                Arbitraries.integers()
                        .between(1, Character.MAX_CODE_POINT)
                        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                        .list()
                        .ofMaxSize(4)
                        .map(points -> {
                            StringBuilder text = new StringBuilder();
                            points.forEach(text::appendCodePoint);
                            return text.toString();
                        }));
    }

    @Provide
    Arbitrary<List<String>> paths() {
        return Arbitraries.of("a", "a-b", "a.", "ab", "b", "a0", "__idx")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<Value> values() {
        Arbitrary<Value> simple = Arbitraries.oneOf(
                Arbitraries.of(ONE_OF_EACH_TYPE),
                Arbitraries.longs().map(ValueOrderTest::whole),
                Arbitraries.doubles().map(ValueOrderTest::real),
                Arbitraries.of(Double.NaN, -0.0, 0.0, Double.NEGATIVE_INFINITY).map(ValueOrderTest::real),
                texts().map(ValueOrderTest::text));
        Arbitrary<Value> nested = simple.list().ofMaxSize(3).map(ValueOrderTest::array);
        Arbitrary<Value> maps = Arbitraries.of("a", "b").flatMap(key -> simple.map(value -> map(key, value)));
        return Arbitraries.oneOf(simple, nested, maps);
    }

    private static Value whole(long value) {
        return Value.newBuilder().setIntegerValue(value).build();
    }

    private static Value real(double value) {
        return Value.newBuilder().setDoubleValue(value).build();
    }

    private static Value text(String value) {
        return Value.newBuilder().setStringValue(value).build();
    }

    private static Value array(List<Value> values) {
        return Value.newBuilder()
                .setArrayValue(ArrayValue.newBuilder().addAllValues(values))
                .build();
    }

    private static Value map(String key, Value value) {
        return Value.newBuilder()
                .setMapValue(MapValue.newBuilder().putFields(key, value))
                .build();
    }
}
