package dev.mentions.dashboard.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tables as CSV, after RFC 4180, in UTF-8 with a byte order mark, by which spreadsheets know it. */
final class Csv {

    static final String MEDIA_TYPE = "text/csv; charset=utf-8; header=present";

    private static final String LINE_END = "\r\n";

    /** Text that a spreadsheet would take for a formula, or for an order to another program. */
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile("[\",\r\n]");

    private Csv() {}

    static byte[] of(Table table) {
        StringBuilder text = new StringBuilder("\uFEFF");
        line(text, table.header());
        table.rows().forEach(row -> line(text, row));
        return text.toString().getBytes(UTF_8);
    }

    private static void line(StringBuilder text, List<?> cells) {
        text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(",")))
                .append(LINE_END);
    }

    private static String cell(Object value) {
        if (value instanceof Number) {
            return value.toString();
        }
        String cell = value.toString();
        if (FORMULA.matcher(cell).matches()) {
            cell = "'" + cell;
        }
        return QUOTED.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
