package dev.mentions.embedded.firestore;

import com.google.firestore.v1.BatchWriteRequest;
import com.google.firestore.v1.BatchWriteResponse;
import com.google.firestore.v1.BeginTransactionRequest;
import com.google.firestore.v1.BeginTransactionResponse;
import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.CommitResponse;
import com.google.firestore.v1.RollbackRequest;
import com.google.firestore.v1.TransactionOptions;
import com.google.firestore.v1.Write;
import com.google.firestore.v1.WriteResult;
import com.google.protobuf.Empty;
import com.google.rpc.Status;
import dev.mentions.embedded.firestore.store.Database;
import dev.mentions.embedded.firestore.store.Transaction;
import dev.mentions.embedded.firestore.store.Transactions;
import dev.mentions.embedded.firestore.store.WriteRules;
import dev.mentions.embedded.firestore.value.Refusal;
import io.grpc.StatusRuntimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The calls that change documents, and those that begin and end transactions. */
final class WriteCalls {

    private final Database database;
    private final Transactions transactions;
    private final Statistics statistics;

    WriteCalls(Database database, Transactions transactions, Statistics statistics) {
        this.database = database;
        this.transactions = transactions;
        this.statistics = statistics;
    }

    void addTo(CallHandler handler) {
        handler.unary(
                Rpc.COMMIT, CommitRequest.getDefaultInstance(), CommitResponse.getDefaultInstance(), this::commit);
        handler.unary(
                Rpc.BATCH_WRITE,
                BatchWriteRequest.getDefaultInstance(),
                BatchWriteResponse.getDefaultInstance(),
                this::batchWrite);
        handler.unary(
                Rpc.BEGIN_TRANSACTION,
                BeginTransactionRequest.getDefaultInstance(),
                BeginTransactionResponse.getDefaultInstance(),
                this::beginTransaction);
        handler.unary(Rpc.ROLLBACK, RollbackRequest.getDefaultInstance(), Empty.getDefaultInstance(), this::rollback);
    }

    private CommitResponse commit(CommitRequest request) {
        WriteRules.check(request.getDatabase(), request.getWritesList(), request.getSerializedSize());
        CommitResponse response;
        if (request.getTransaction().isEmpty()) {
            response = database.commit(request.getWritesList(), null);
        } else {
            Transaction transaction = transactions.get(request.getTransaction());
            if (transaction.readOnly() && request.getWritesCount() > 0) {
                throw Refusal.invalid("A read-only transaction cannot write.");
            }
            response = database.commit(request.getWritesList(), transaction);
            transactions.end(transaction);
        }
        statistics.wrote(request.getWritesCount());
        return response;
    }

    private BatchWriteResponse batchWrite(BatchWriteRequest request) {
        WriteRules.check(request.getDatabase(), request.getWritesList(), request.getSerializedSize());
        Set<String> names = new HashSet<>();
        for (Write write : request.getWritesList()) {
            if (!names.add(WriteRules.nameOf(write))) {
                throw Refusal.invalid("A batch cannot write to the same document twice.");
            }
        }
        BatchWriteResponse.Builder response = BatchWriteResponse.newBuilder();
        for (Write write : request.getWritesList()) {
            try {
                CommitResponse commit = database.commit(List.of(write), null);
                WriteResult result = commit.getWriteResults(0);
                // A deletion has no update time, but this response has no commit time to take its place.
                response.addWriteResults(
                        result.hasUpdateTime()
                                ? result
                                : result.toBuilder()
                                        .setUpdateTime(commit.getCommitTime())
                                        .build());
                response.addStatus(Status.getDefaultInstance());
                statistics.wrote(1);
            } catch (StatusRuntimeException e) {
                response.addWriteResults(WriteResult.getDefaultInstance());
                response.addStatus(Status.newBuilder()
                        .setCode(e.getStatus().getCode().value())
                        .setMessage(Objects.requireNonNullElse(e.getStatus().getDescription(), "")));
            }
        }
        return response.build();
    }

    private BeginTransactionResponse beginTransaction(BeginTransactionRequest request) {
        Transaction transaction = begin(transactions, request.getOptions(), false);
        return BeginTransactionResponse.newBuilder()
                .setTransaction(transaction.id())
                .build();
    }

    /** Begins a transaction that is read-only when the options say so, or when they do not say and that is the default. */
    static Transaction begin(Transactions transactions, TransactionOptions options, boolean readOnlyByDefault) {
        ReadCalls.refuseReadTime(options.getReadOnly().hasReadTime());
        return transactions.begin(options.hasReadOnly() || (!options.hasReadWrite() && readOnlyByDefault));
    }

    private Empty rollback(RollbackRequest request) {
        transactions.end(transactions.get(request.getTransaction()));
        return Empty.getDefaultInstance();
    }
}
