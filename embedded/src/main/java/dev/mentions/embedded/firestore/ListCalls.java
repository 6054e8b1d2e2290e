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
import java.util.ArrayList;
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
        ReadCalls.refuseReadTime(request.hasReadTime());
        DocumentName.checkParent(request.getParent());
        DocumentName.checkCollectionId(request.getCollectionId());
        if (request.getShowMissing()
                && (!request.getOrderBy().isEmpty() || request.getCollectionId().isEmpty())) {
            throw Refusal.invalid("The list shows missing documents, and has an order or no collection id. "
                    + "Leave out show_missing or order_by, and set collection_id.");
        }
        if (!request.getOrderBy().isEmpty() || request.getCollectionId().isEmpty() || request.hasTransaction()) {
            throw Refusal.unimplemented("This server lists one collection, by name, outside transactions. "
                    + "Set collection_id, leave out order_by and transaction, or run a query.");
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
        ReadCalls.refuseReadTime(request.hasReadTime());
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
        ReadCalls.refuseReadTime(request.hasReadTime());
        Scope scope = PartitionRules.scope(request);
        List<StoredDocument> documents = database.scan(scope).found();
        List<String> cuts = new ArrayList<>();
        long partitions = Math.min(request.getPartitionCount() + 1, documents.size());
        for (long i = 1; i < partitions; i++) {
            cuts.add(documents.get((int) (i * documents.size() / partitions)).name());
        }
        Page<String> page = Page.of(cuts, Function.identity(), request.getPageToken(), request.getPageSize());
        PartitionQueryResponse.Builder response =
                PartitionQueryResponse.newBuilder().setNextPageToken(page.next);
        page.items.forEach(name -> response.addPartitions(Cursor.newBuilder()
                .addValues(Value.newBuilder().setReferenceValue(name))
                .setBefore(true)));
        return response.build();
    }

    /** Some of a sorted list, and the token that asks for what follows; empty when nothing does. */
    private record Page<T>(List<T> items, String next) {

        static <T> Page<T> of(List<T> all, Function<T, String> key, String token, int size) {
            if (!token.isEmpty() && !token.startsWith(TOKEN_PREFIX)) {
                throw Refusal.invalid("Invalid page token. Send the next_page_token of the page before.");
            }
            if (size < 0) {
                throw Refusal.invalid(
                        "The page size is " + size + ", but cannot be negative. Leave it out for the default.");
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
