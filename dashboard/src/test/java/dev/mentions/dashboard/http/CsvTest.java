package dev.mentions.dashboard.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cells as RFC 4180 has them, and none that a spreadsheet runs. */
class CsvTest {

    static List<List<String>> cells() {
        return List.of(
                List.of("plain", "plain"),
                List.of("a,b", "\"a,b\""),
                List.of("say \"x\"", "\"say \"\"x\"\"\""),
                List.of("two\nlines", "\"two\nlines\""),
                List.of("=1+1", "'=1+1"),
                List.of("+1", "'+1"),
                List.of("-x", "'-x"),
                List.of("@SUM(A1)", "'@SUM(A1)"),
                List.of("\t=1", "'\t=1"),
                List.of("＝1", "'＝1"),
                List.of("=\"a\",b", "\"'=\"\"a\"\",b\""),
                List.of("a=b", "a=b"),
                List.of("", ""));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void shouldWriteACell(List<String> cell) {
        Table table = new Table() {
            @Override
            public String fileName() {
                return "test";
            }

            @Override
            public List<String> header() {
                return List.of("text", "number");
            }

            @Override
            public List<List<Object>> rows() {
                return List.of(List.of(cell.get(0), -5L));
            }
        };

        assertThat(new String(Csv.of(table), UTF_8)).isEqualTo("\uFEFFtext,number\r\n" + cell.get(1) + ",-5\r\n");
    }
}
