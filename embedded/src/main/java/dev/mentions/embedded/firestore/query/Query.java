package dev.mentions.embedded.firestore.query;

import com.google.firestore.v1.Cursor;
import com.google.firestore.v1.StructuredQuery;
import com.google.firestore.v1.StructuredQuery.CollectionSelector;
import com.google.firestore.v1.StructuredQuery.FieldReference;
import dev.mentions.embedded.firestore.query.SortOrder.Row;
import dev.mentions.embedded.firestore.store.Database;
import dev.mentions.embedded.firestore.store.Database.Read;
import dev.mentions.embedded.firestore.store.DocumentName;
import dev.mentions.embedded.firestore.store.FieldMask;
import dev.mentions.embedded.firestore.store.Scope;
import dev.mentions.embedded.firestore.store.StoredDocument;
import dev.mentions.embedded.firestore.value.Refusal;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A structured query, checked and ready to run. Immutable. */
public final class Query {

    /**
     * What a query found, as of one moment.
     *
     * @param documents in the query's order; worked out as they are taken, and to be taken once
     * @param skipped how many an offset passed over
     * @param readMicros the moment
     */
    public record Results(Iterator<StoredDocument> documents, int skipped, long readMicros) {}

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final Scope scope;
    private final Predicate<StoredDocument> filter;
    private final SortOrder order;
    private final Cursor start;
    private final Cursor end;
    private final int offset;
    private final int limit;
    private final @Nullable FieldMask mask;

    private Query(Scope scope, StructuredQuery query) {
        this.scope = scope;
        this.filter = Filters.predicate(query.getWhere());
        this.order = SortOrder.of(query);
        this.start = checked(query.getStartAt());
        this.end = checked(query.getEndAt());
        this.offset = query.getOffset();
        this.limit = query.hasLimit() ? query.getLimit().getValue() : NO_LIMIT;
        this.mask = query.hasSelect()
                ? FieldMask.parse(query.getSelect().getFieldsList().stream()
                        .map(FieldReference::getFieldPath)
                        .toList())
                : null;
        if (offset < 0 || limit < 0) {
            throw Refusal.invalid("Offset and limit must not be negative.");
        }
    }

    /**
     * Reads a query.
     *
     * @param parent the document, or {@code projects/../documents}, whose collections are queried
     * @param indexes what the database has
     * @throws io.grpc.StatusRuntimeException INVALID_ARGUMENT when production would refuse it, FAILED_PRECONDITION when it
     *     needs an index that is not there, UNIMPLEMENTED when it uses what this server lacks
     */
    public static Query parse(String parent, StructuredQuery query, Indexes indexes) {
        DocumentName.checkParent(parent);
        if (query.getFromCount() > 1) {
            throw Refusal.invalid("A query can have only one collection selector.");
        }
        if (query.hasFindNearest()) {
            throw Refusal.unimplemented("This server has no vector search.");
        }
        CollectionSelector from =
                query.getFromCount() == 0 ? CollectionSelector.getDefaultInstance() : query.getFrom(0);
        Query parsed = new Query(new Scope(parent, from.getCollectionId(), from.getAllDescendants()), query);
        indexes.require(parsed.scope, query.getWhere(), parsed.order);
        return parsed;
    }

    private Cursor checked(Cursor cursor) {
        if (cursor.getValuesCount() > order.size()) {
            throw Refusal.invalid("A cursor has more values than the query has orders.");
        }
        return cursor;
    }

    /** Returns the collections that are looked at. */
    public Scope scope() {
        return scope;
    }

    /** Returns the fields that are asked for; null: all. */
    public @Nullable FieldMask mask() {
        return mask;
    }

    /** Runs the query. */
    public Results run(Database database) {
        Read<List<StoredDocument>> candidates = database.scan(scope);
        Iterator<StoredDocument> found = select(candidates.found()).iterator();
        int skipped = 0;
        while (skipped < offset && found.hasNext()) {
            found.next();
            skipped++;
        }
        return new Results(found, skipped, candidates.readMicros());
    }

    private Stream<StoredDocument> select(List<StoredDocument> candidates) {
        // Both are non-negative, so the sum fits a long.
        long wanted = (long) offset + limit;
        if (order.isByNameOnly()) {
            return inNameOrder(candidates)
                    .filter(filter)
                    .map(document -> order.row(document))
                    .filter(row -> row != null && inside(row))
                    .map(Row::document)
                    .limit(wanted);
        }
        Stream<Row> rows = candidates.stream()
                .filter(filter)
                .map(document -> order.row(document))
                .filter(row -> row != null && inside(row));
        List<Row> sorted = wanted < candidates.size() / 4
                ? first(rows, (int) wanted)
                : rows.sorted(order.comparator()).limit(wanted).toList();
        return sorted.stream().map(Row::document);
    }

    private Stream<StoredDocument> inNameOrder(List<StoredDocument> candidates) {
        int last = candidates.size() - 1;
        return order.isByNameDescending()
                ? IntStream.rangeClosed(0, last).mapToObj(i -> candidates.get(last - i))
                : candidates.stream();
    }

    /** Keeps no more rows than are wanted, however many there are. */
    private List<Row> first(Stream<Row> rows, int wanted) {
        if (wanted == 0) {
            return List.of();
        }
        Comparator<Row> comparator = order.comparator();
        PriorityQueue<Row> best = new PriorityQueue<>(Collections.reverseOrder(comparator));
        rows.forEach(row -> {
            if (best.size() < wanted) {
                best.add(row);
            } else if (comparator.compare(row, best.element()) < 0) {
                best.remove();
                best.add(row);
            }
        });
        return best.stream().sorted(comparator).toList();
    }

    private boolean inside(Row row) {
        if (start.getValuesCount() > 0) {
            int position = order.compare(row, start.getValuesList());
            if (position < 0 || (position == 0 && !start.getBefore())) {
                return false;
            }
        }
        if (end.getValuesCount() > 0) {
            int position = order.compare(row, end.getValuesList());
            return position < 0 || (position == 0 && !end.getBefore());
        }
        return true;
    }
}
