package dev.mentions.embedded.firestore;

import com.google.firestore.v1.AggregationResult;
import com.google.firestore.v1.BatchGetDocumentsRequest;
import com.google.firestore.v1.BatchGetDocumentsResponse;
import com.google.firestore.v1.RunAggregationQueryRequest;
import com.google.firestore.v1.RunAggregationQueryResponse;
import com.google.firestore.v1.RunQueryRequest;
import com.google.firestore.v1.RunQueryResponse;
import com.google.firestore.v1.StructuredAggregationQuery;
import com.google.firestore.v1.TransactionOptions;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.mentions.embedded.firestore.query.Aggregations;
import dev.mentions.embedded.firestore.query.Indexes;
import dev.mentions.embedded.firestore.query.Query;
import dev.mentions.embedded.firestore.store.Database;
import dev.mentions.embedded.firestore.store.Database.Read;
import dev.mentions.embedded.firestore.store.DocumentRead;
import dev.mentions.embedded.firestore.store.FieldMask;
import dev.mentions.embedded.firestore.store.Micros;
import dev.mentions.embedded.firestore.store.StoredDocument;
import dev.mentions.embedded.firestore.store.Transaction;
import dev.mentions.embedded.firestore.store.Transactions;
import dev.mentions.embedded.firestore.value.Refusal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The calls that read documents by name or by query, alone or in a transaction. */
final class ReadCalls {

    private final Database database;
    private final Transactions transactions;
    private final Statistics statistics;
    private final Indexes indexes;

    ReadCalls(Database database, Transactions transactions, Statistics statistics, Indexes indexes) {
        this.indexes = indexes;
        this.database = database;
        this.transactions = transactions;
        this.statistics = statistics;
    }

    void addTo(CallHandler handler) {
        handler.streaming(
                Rpc.BATCH_GET_DOCUMENTS,
                BatchGetDocumentsRequest.getDefaultInstance(),
                BatchGetDocumentsResponse.getDefaultInstance(),
                this::batchGet);
        handler.streaming(
                Rpc.RUN_QUERY,
                RunQueryRequest.getDefaultInstance(),
                RunQueryResponse.getDefaultInstance(),
                this::runQuery);
        handler.streaming(
                Rpc.RUN_AGGREGATION_QUERY,
                RunAggregationQueryRequest.getDefaultInstance(),
                RunAggregationQueryResponse.getDefaultInstance(),
                this::runAggregationQuery);
    }

    private Iterator<BatchGetDocumentsResponse> batchGet(BatchGetDocumentsRequest request) {
        refuseReadTime(request.hasReadTime());
        Started transaction =
                transaction(request.getTransaction(), request.hasNewTransaction(), request.getNewTransaction());
        FieldMask mask = request.hasMask() ? FieldMask.parse(request.getMask().getFieldPathsList()) : null;
        List<String> names = request.getDocumentsList().stream().distinct().toList();
        for (String name : names) {
            if (!name.startsWith(request.getDatabase() + "/documents/")) {
                throw Refusal.invalid(
                        "Document name \"" + name + "\" is not in database \"" + request.getDatabase() + "\".");
            }
        }
        Read<List<DocumentRead>> read = database.get(names, transaction.transaction());
        statistics.read(names.size());
        Timestamp readTime = Micros.toTimestamp(read.readMicros());
        Stream<BatchGetDocumentsResponse> begun = transaction.isNew().stream()
                .map(id -> BatchGetDocumentsResponse.newBuilder()
                        .setTransaction(id)
                        .build());
        return Stream.concat(begun, read.found().stream().map(document -> {
                    BatchGetDocumentsResponse.Builder response =
                            BatchGetDocumentsResponse.newBuilder().setReadTime(readTime);
                    return document.document() == null
                            ? response.setMissing(document.name()).build()
                            : response.setFound(document.document().toDocument(mask))
                                    .build();
                }))
                .iterator();
    }

    private Iterator<RunQueryResponse> runQuery(RunQueryRequest request) {
        refuseReadTime(request.hasReadTime());
        refuseExplanation(request.hasExplainOptions());
        Query query = Query.parse(request.getParent(), request.getStructuredQuery(), indexes);
        Started transaction =
                transaction(request.getTransaction(), request.hasNewTransaction(), request.getNewTransaction());
        Query.Results results = query.run(database);
        Iterator<StoredDocument> documents = results.documents();
        if (transaction.transaction() != null) {
            documents = remembered(query, documents, transaction.transaction());
        }
        Timestamp readTime = Micros.toTimestamp(results.readMicros());
        List<RunQueryResponse> first = new ArrayList<>();
        transaction
                .isNew()
                .forEach(id -> first.add(
                        RunQueryResponse.newBuilder().setTransaction(id).build()));
        if (results.skipped() > 0 || !documents.hasNext()) {
            first.add(RunQueryResponse.newBuilder()
                    .setReadTime(readTime)
                    .setSkippedResults(results.skipped())
                    .build());
            statistics.read(Math.max(1, results.skipped()));
        }
        return Stream.concat(first.stream(), stream(documents).map(document -> {
                    statistics.read(1);
                    return RunQueryResponse.newBuilder()
                            .setDocument(document.toDocument(query.mask()))
                            .setReadTime(readTime)
                            .build();
                }))
                .iterator();
    }

    private Iterator<StoredDocument> remembered(
            Query query, Iterator<StoredDocument> documents, Transaction transaction) {
        List<StoredDocument> found = stream(documents).toList();
        transaction.recordQuery(
                () -> found.equals(stream(query.run(database).documents()).toList()));
        return found.iterator();
    }

    private Iterator<RunAggregationQueryResponse> runAggregationQuery(RunAggregationQueryRequest request) {
        refuseReadTime(request.hasReadTime());
        refuseExplanation(request.hasExplainOptions());
        StructuredAggregationQuery aggregation = request.getStructuredAggregationQuery();
        Query query = Query.parse(request.getParent(), aggregation, indexes);
        Started transaction =
                transaction(request.getTransaction(), request.hasNewTransaction(), request.getNewTransaction());
        Query.Results results = query.run(database);
        AggregationResult result = Aggregations.over(results.documents(), aggregation);
        if (transaction.transaction() != null) {
            transaction
                    .transaction()
                    .recordQuery(() ->
                            result.equals(Aggregations.over(query.run(database).documents(), aggregation)));
        }
        statistics.read(1);
        RunAggregationQueryResponse.Builder response = RunAggregationQueryResponse.newBuilder()
                .setResult(result)
                .setReadTime(Micros.toTimestamp(results.readMicros()));
        transaction.isNew().forEach(response::setTransaction);
        return List.of(response.build()).iterator();
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        Iterable<T> iterable = () -> iterator;
        return StreamSupport.stream(iterable.spliterator(), false);
    }

    /** Refuses to read as of a time. */
    static void refuseReadTime(boolean present) {
        if (present) {
            throw Refusal.unimplemented("This server keeps no past versions to read at a time. Leave out read_time.");
        }
    }

    private static void refuseExplanation(boolean present) {
        if (present) {
            throw Refusal.unimplemented("This server does not explain queries. Leave out explain_options.");
        }
    }

    /**
     * The transaction a read belongs to.
     *
     * @param transaction null: none
     * @param isNew its id, when this read has begun it; empty otherwise
     */
    private record Started(@Nullable Transaction transaction, List<ByteString> isNew) {}

    private Started transaction(ByteString id, boolean begin, TransactionOptions options) {
        if (begin) {
            Transaction begun = WriteCalls.begin(transactions, options, true);
            return new Started(begun, List.of(begun.id()));
        }
        return new Started(id.isEmpty() ? null : transactions.get(id), List.of());
    }
}
