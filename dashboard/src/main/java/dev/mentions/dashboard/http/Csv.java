package dev.mentions.dashboard.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tables as CSV, after RFC 4180, in UTF-8 with a byte order mark, by which spreadsheets know it. An apostrophe stands
 * before what a spreadsheet would run, as OWASP advises on CSV injection. To read a text back, take away every apostrophe
 * that {@code (?<=^|[,;|\t\r\n])'(?=[\s"']*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])} finds: it is one that was added.
 */
final class Csv {

    static final String MEDIA_TYPE = "text/csv; charset=utf-8; header=present";

    private static final String LINE_END = "\r\n";

    /**
     * A place from which a spreadsheet would take text for a formula, or for an order to another program: the beginning
     * of a cell, also of one that begins within ours. Quotes do not keep it whole: a spreadsheet that separates cells by
     * semicolons, tabs or bars takes a quote for text unless it follows such a separator.
     */
    private static final Pattern FORMULA =
            Pattern.compile("(?<=^|[,;|\t\r\n])(?=[\\s\"']*[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20])");

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
        String cell = FORMULA.matcher(value.toString()).replaceAll("'");
        return QUOTED.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
