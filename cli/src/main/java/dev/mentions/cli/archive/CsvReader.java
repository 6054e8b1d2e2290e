package dev.mentions.cli.archive;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values with a header, as in the All-the-News collection. Columns become JSON fields of the same name.
 *
 * <p>After a broken quote nobody can tell where the next row begins, so the rest of that file is not read: the row is
 * reported, and it is the last.
 */
final class CsvReader implements RowReader {

    private static final Set<String> REQUIRED = Set.of("publication", "content");

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;
    private final BoundedReader reader;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> columns;

    private boolean broken;

    CsvReader(Path file, InputStream in) throws IOException {
        this.file = file;
        this.reader = new BoundedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        try {
            this.parser = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setAllowMissingColumnNames(true)
                    .setIgnoreEmptyLines(true)
                    .get()
                    .parse(reader);
        } catch (IllegalArgumentException | CSVException | UncheckedIOException e) {
            reader.close();
            throw new IOException(file + ": cannot read the header line: " + e.getMessage(), e);
        }
        this.records = parser.iterator();
        this.columns = parser.getHeaderNames().stream()
                .map(name -> name.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
                .toList();
        List<String> missing = REQUIRED.stream()
                .filter(name -> !columns.contains(name))
                .sorted()
                .toList();
        if (!missing.isEmpty() && !columns.isEmpty()) {
            reader.close();
            throw new IOException(file + ": the header has no column " + String.join(" and ", missing) + "; it has "
                    + String.join(", ", columns));
        }
    }

    @Override
    public @Nullable Row next() {
        if (broken) {
            return null;
        }
        Position here = new Position(file, parser.getCurrentLineNumber() + 1);
        try {
            reader.startRow();
            if (!records.hasNext()) {
                return null;
            }
            CSVRecord row = records.next();
            if (row.size() > columns.size()) {
                return new Row.Broken(
                        here,
                        "the row has " + row.size() + " fields, the header " + columns.size() + "; check its quotes");
            }
            ObjectNode object = MAPPER.createObjectNode();
            for (int i = 0; i < row.size(); i++) {
                if (!columns.get(i).isEmpty()) {
                    object.put(columns.get(i), row.get(i));
                }
            }
            return new Row.Json(here, MAPPER.writeValueAsBytes(object));
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            broken = true;
            return new Row.Broken(
                    here, "a quote is not closed, or stands where none may; the rest of this file was not read");
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** Ends a row that grows past all reason, as one does whose quote is never closed, before memory does. */
    private static final class BoundedReader extends FilterReader {

        private long row;

        BoundedReader(Reader in) {
            super(in);
        }

        void startRow() {
            row = 0;
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            return counted(read, Math.max(read, 0));
        }

        private int counted(int result, int characters) throws IOException {
            row += characters;
            if (row > MAX_ROW) {
                throw new IOException("a row of more than " + MAX_ROW + " characters");
            }
            return result;
        }
    }
}
