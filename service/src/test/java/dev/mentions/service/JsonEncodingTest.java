package dev.mentions.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEncodingTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "x-UTF-16LE-BOM", "UTF-32", "UTF-32LE", "X-UTF-32BE-BOM"})
    void shouldKnowWideEncodings(String charset) {
        byte[] json = " {}".getBytes(Charset.forName(charset));

        assertThat(JsonEncoding.isWide(json, 0, json.length)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "{}", "\uFEFF{}", "{ \0}", "þÿ"})
    void shouldNotTakeUtf8ForWide(String text) {
        byte[] json = ("\0\0" + text + "\0\0").getBytes(UTF_8);

        assertThat(JsonEncoding.isWide(json, 2, json.length - 4)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', -1",
        "61, -1",
        "C3A9, -1",
        "F09F9880, -1",
        "00, -1",
        "FC, 0",
        "61C3, 1",
        "C1A1, 0",
        "61E08080, 1",
        "EDA0BD, 0",
        "F4908080, 0",
        "6161FF, 2"
    })
    void shouldFindTheFirstInvalidByte(String hex, int at) {
        byte[] bytes = HexFormat.of().parseHex("FF" + hex + "FF");

        assertThat(JsonEncoding.invalidAt(bytes, 1, bytes.length - 2)).isEqualTo(at);
    }

    @Test
    void shouldFindOneFarInside() {
        byte[] bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) 'a');
        bytes[99_998] = (byte) 0xC3;

        assertThat(JsonEncoding.invalidAt(bytes, 0, bytes.length)).isEqualTo(99_998);
    }
}
