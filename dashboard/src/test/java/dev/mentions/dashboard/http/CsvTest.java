package dev.mentions.dashboard.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
                List.of("\t=1", "'\t'=1"),
                List.of("＝1", "'＝1"),
                List.of("=\"a\",b", "\"'=\"\"a\"\",b\""),
                List.of("a=b", "a=b"),
                List.of("x;=cmd|' /C calc'!A0;y", "x;'=cmd|' /C calc'!A0;y"),
                List.of("x,=1", "\"x,'=1\""),
                List.of("x\t@SUM(A1)", "x\t'@SUM(A1)"),
                List.of("x|+1|-1", "x|'+1|'-1"),
                List.of("x\n=1", "\"x\n'=1\""),
                List.of("x; =1", "x;' =1"),
                List.of(" =1", "' =1"),
                // Read with semicolons, the quotes that are doubled are an empty cell's, and what follows is run.
                List.of("x;\"=1;y", "\"x;'\"\"=1;y\""),
                List.of("\"=1", "\"'\"\"=1\""),
                List.of("'=1", "''=1"),
                List.of("x;＝1", "x;'＝1"),
                List.of("AT&T; Inc - a|b", "AT&T; Inc - a|b"),
                List.of("", ""));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void shouldWriteACell(List<String> cell) {
        assertThat(csv(cell.get(0))).isEqualTo("\uFEFFtext,number\r\n" + cell.get(1) + ",-5\r\n");
    }

    /** By the rule that docs/DASHBOARD.md has. */
    @Property
    void shouldLetEveryTextBeReadBack(@ForAll("texts") String text) {
        String csv = csv(text);
        String cell = csv.substring("\uFEFFtext,number\r\n".length(), csv.length() - ",-5\r\n".length());
        String unquoted =
                cell.startsWith("\"") ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;

        assertThat(unquoted.replaceAll("(?<=^|[,;|\t\r\n])'(?=[\\s\"']*[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])", ""))
                .isEqualTo(text);
    }

    /** Whatever separates cells, and whether or not quotes are heeded, no cell begins with what a spreadsheet runs. */
    @Property
    void shouldBeginNoCellWithAFormula(@ForAll("texts") String text) {
        assertThat(csv(text).replace(",-5\r\n", "").split("[,;|\t\r\n]"))
                .allSatisfy(cell -> assertThat(cell.replace("\"", "").strip()).doesNotContainPattern("^[=+\\-@]"));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("=+-@,;|\t\r\n \"'a\uFF1D").ofMaxLength(8);
    }

    private static String csv(String text) {
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
                return List.of(List.of(text, -5L));
            }
        };

        return new String(Csv.of(table), UTF_8);
    }
}
