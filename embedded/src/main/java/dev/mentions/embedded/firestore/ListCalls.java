package dev.mentions.embedded.firestore;

import com.google.firestore.v1.Cursor;
import com.google.firestore.v1.Document;
import com.google.firestore.v1.ListCollectionIdsRequest;
import com.google.firestore.v1.ListCollectionIdsResponse;
import com.google.firestore.v1.ListDocumentsRequest;
import com.google.firestore.v1.ListDocumentsResponse;
import com.google.firestore.v1.PartitionQueryRequest;
import com.google.firestore.v1.PartitionQueryResponse;
import com.google.firestore.v1.Value;
import dev.mentions.embedded.firestore.store.Database;
import dev.mentions.embedded.firestore.store.DocumentName;
import dev.mentions.embedded.firestore.store.DocumentRead;
import dev.mentions.embedded.firestore.store.FieldMask;
import dev.mentions.embedded.firestore.store.Scope;
import dev.mentions.embedded.firestore.store.StoredDocument;
import dev.mentions.embedded.firestore.value.NameOrder;
import dev.mentions.embedded.firestore.value.Refusal;
import java.util.List;
import java.util.function.Function;

/** The calls that list what there is, page by page, and the one that splits a collection group. */
final class ListCalls {

    private static final String TOKEN_PREFIX = "after/";
    private static final int DEFAULT_PAGE = 300;

    private final Database database;
    private final Statistics statistics;

    ListCalls(Database database, Statistics statistics) {
        this.database = database;
        this.statistics = statistics;
    }

    void addTo(CallHandler handler) {
        handler.unary(
                Rpc.LIST_DOCUMENTS,
                ListDocumentsRequest.getDefaultInstance(),
                ListDocumentsResponse.getDefaultInstance(),
                this::listDocuments);
        handler.unary(
                Rpc.LIST_COLLECTION_IDS,
                ListCollectionIdsRequest.getDefaultInstance(),
                ListCollectionIdsResponse.getDefaultInstance(),
                this::listCollectionIds);
        handler.unary(
                Rpc.PARTITION_QUERY,
                PartitionQueryRequest.getDefaultInstance(),
                PartitionQueryResponse.getDefaultInstance(),
                this::partitionQuery);
    }

    private ListDocumentsResponse listDocuments(ListDocumentsRequest request) {
        DocumentName.checkParent(request.getParent());
        if (!request.getOrderBy().isEmpty() || request.getCollectionId().isEmpty() || request.hasReadTime()) {
            throw Refusal.unimplemented("This server lists one collection, by name, as it is now.");
        }
        FieldMask mask = request.hasMask() ? FieldMask.parse(request.getMask().getFieldPathsList()) : null;
        String collection = request.getParent() + '/' + request.getCollectionId();
        List<DocumentRead> all =
                database.list(collection, request.getShowMissing()).found();
        Page<DocumentRead> page = Page.of(all, DocumentRead::name, request.getPageToken(), request.getPageSize());
        statistics.read(Math.max(1, page.items.size()));
        ListDocumentsResponse.Builder response =
                ListDocumentsResponse.newBuilder().setNextPageToken(page.next);
        for (DocumentRead read : page.items) {
            StoredDocument document = read.document();
            response.addDocuments(
                    document == null
                            ? Document.newBuilder().setName(read.name()).build()
                            : document.toDocument(mask));
        }
        return response.build();
    }

    private ListCollectionIdsResponse listCollectionIds(ListCollectionIdsRequest request) {
        DocumentName.checkParent(request.getParent());
        List<String> all = database.collectionIds(request.getParent()).found();
        Page<String> page = Page.of(all, Function.identity(), request.getPageToken(), request.getPageSize());
        return ListCollectionIdsResponse.newBuilder()
                .addAllCollectionIds(page.items)
                .setNextPageToken(page.next)
                .build();
    }

    /** Splits evenly by the number of documents; production splits by where they are stored. */
    private PartitionQueryResponse partitionQuery(PartitionQueryRequest request) {
        if (request.getPartitionCount() < 1) {
            throw Refusal.invalid("The partition count must be positive.");
        }
        if (request.getStructuredQuery().getFromCount() != 1
                || !request.getStructuredQuery().getFrom(0).getAllDescendants()) {
            throw Refusal.invalid("A partitioned query must have one collection selector with all descendants.");
        }
        String collectionId = request.getStructuredQuery().getFrom(0).getCollectionId();
        List<StoredDocument> documents = database.scan(new Scope(request.getParent(), collectionId, true))
                .found();
        PartitionQueryResponse.Builder response = PartitionQueryResponse.newBuilder();
        long partitions = Math.min(request.getPartitionCount() + 1, documents.size());
        for (long i = 1; i < partitions; i++) {
            String name =
                    documents.get((int) (i * documents.size() / partitions)).name();
            response.addPartitions(Cursor.newBuilder()
                    .addValues(Value.newBuilder().setReferenceValue(name))
                    .setBefore(true));
        }
        return response.build();
    }

    /** Some of a sorted list, and the token that asks for what follows; empty when nothing does. */
    private record Page<T>(List<T> items, String next) {

        static <T> Page<T> of(List<T> all, Function<T, String> key, String token, int size) {
            if (!token.isEmpty() && !token.startsWith(TOKEN_PREFIX)) {
                throw Refusal.invalid("Invalid page token.");
            }
            String after = token.isEmpty() ? "" : token.substring(TOKEN_PREFIX.length());
            int from = 0;
            while (!token.isEmpty() && from < all.size() && NameOrder.compare(key.apply(all.get(from)), after) <= 0) {
                from++;
            }
            int to = (int) Math.min((long) from + (size > 0 ? size : DEFAULT_PAGE), all.size());
            return new Page<>(all.subList(from, to), to < all.size() ? TOKEN_PREFIX + key.apply(all.get(to - 1)) : "");
        }
    }
}
