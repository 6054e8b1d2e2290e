package dev.mentions.embedded.firestore.query;

import com.google.firestore.v1.StructuredAggregationQuery;
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
import dev.mentions.embedded.firestore.value.FieldPath;
import dev.mentions.embedded.firestore.value.Refusal;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
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
    private static final FilterTree EVERYTHING = new FilterTree.Junction(true, List.of());

    private final Scope scope;
    private final FilterTree filter;
    private final Predicate<StoredDocument> test;
    private final SortOrder order;
    private final @Nullable Position start;
    private final @Nullable Position end;
    private final int offset;
    private final int limit;
    private final @Nullable FieldMask mask;

    private Query(Scope scope, StructuredQuery query, SortedSet<FieldPath> aggregated) {
        String database = DocumentName.databaseOf(scope.parent());
        this.scope = scope;
        this.filter = query.hasWhere() ? FilterTree.parse(query.getWhere(), database) : EVERYTHING;
        FilterRules.check(filter);
        this.test = Matcher.of(filter);
        this.order = SortOrder.of(query.getOrderByList(), filter, aggregated);
        FilterRules.checkComponents(filter, query.getOrderByCount(), !DocumentName.isRoot(scope.parent()));
        this.start = query.hasStartAt() ? Position.of(query.getStartAt(), order, database) : null;
        this.end = query.hasEndAt() ? Position.of(query.getEndAt(), order, database) : null;
        this.offset = query.getOffset();
        this.limit = query.hasLimit() ? query.getLimit().getValue() : NO_LIMIT;
        // As the API says, a selection of no fields is none: all are returned.
        this.mask = query.getSelect().getFieldsCount() > 0
                ? FieldMask.parse(query.getSelect().getFieldsList().stream()
                        .map(FieldReference::getFieldPath)
                        .toList())
                : null;
        if (offset < 0 || limit < 0) {
            throw Refusal.invalid("The offset is " + offset + " and the limit " + limit
                    + ", but neither can be negative. Leave out the one that is.");
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
        return parse(parent, query, new TreeSet<>(SortOrder.BY_TEXT), indexes);
    }

    /**
     * Reads the query of an aggregation.
     *
     * @throws io.grpc.StatusRuntimeException as {@link #parse} does
     */
    public static Query parse(String parent, StructuredAggregationQuery aggregation, Indexes indexes) {
        Query query = parse(parent, aggregation.getStructuredQuery(), Aggregations.fields(aggregation), indexes);
        if (query.scope.isKindless()) {
            throw Refusal.invalid("The aggregation is over collections of every id. Firestore does not document such "
                    + "aggregations. Set the collection_id of its query.");
        }
        return query;
    }

    private static Query parse(String parent, StructuredQuery query, SortedSet<FieldPath> aggregated, Indexes indexes) {
        DocumentName.checkParent(parent);
        if (query.getFromCount() != 1) {
            throw Refusal.invalid("The query has " + query.getFromCount()
                    + " collection selectors, but needs one. Set one element of from.");
        }
        if (query.hasFindNearest()) {
            throw Refusal.unimplemented("This server has no vector search. Leave out find_nearest.");
        }
        CollectionSelector from = query.getFrom(0);
        DocumentName.checkCollectionId(from.getCollectionId());
        Query parsed =
                new Query(new Scope(parent, from.getCollectionId(), from.getAllDescendants()), query, aggregated);
        parsed.checkKindless();
        if (!parsed.scope.isKindless()) {
            indexes.require(IndexRequirement.of(parsed.scope, parsed.filter, parsed.order));
        }
        return parsed;
    }

    private void checkKindless() {
        boolean byName = order.keys().size() == 1
                && !order.isByNameDescending()
                && filter.conditions().allMatch(condition -> condition.path().isDocumentName());
        if (scope.isKindless() && !byName) {
            throw Refusal.invalid("The query is for collections of every id, so that it can filter by "
                    + FieldPath.DOCUMENT_NAME
                    + " and order by it ascending, and by nothing else. Set the collection_id of "
                    + "its collection selector.");
        }
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
                    .filter(test)
                    .map(document -> order.row(document))
                    .filter(row -> row != null && inside(row))
                    .map(Row::document)
                    .limit(wanted);
        }
        Stream<Row> rows = candidates.stream()
                .filter(test)
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
        return (start == null || start.isBefore(row, order)) && (end == null || end.isAfter(row, order));
    }
}
