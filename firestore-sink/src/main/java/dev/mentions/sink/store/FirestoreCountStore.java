package dev.mentions.sink.store;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.firestore.v1.FirestoreClient;
import com.google.firestore.v1.BatchGetDocumentsRequest;
import com.google.firestore.v1.BatchGetDocumentsResponse;
import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.Document;
import com.google.firestore.v1.Value;
import com.google.protobuf.Timestamp;
import dev.mentions.contract.SinkDocuments;
import dev.mentions.contract.Topics;
import dev.mentions.sink.config.SinkConfig;
import dev.mentions.sink.plan.CommitPlan;
import dev.mentions.sink.plan.Fence;
import dev.mentions.sink.plan.StoredFence;
import dev.mentions.sink.store.StoreException.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Counts and fences in Cloud Firestore, over its generated client. The client for applications on top of it reads the
 * emulator's variable behind our back and was measured at half the writes a second for the same processor time.
 */
public final class FirestoreCountStore implements CountStore {

    private static final long CLOSE_SECONDS = 5;

    private final FirestoreClient client;
    private final String database;
    private final CommitRequests requests;

    /**
     * Prepares a connection; the first call makes it.
     *
     * @throws IOException when the credentials cannot be read or none are found
     */
    public static FirestoreCountStore connect(SinkConfig config) throws IOException {
        String database = "projects/" + config.firestore().database().project() + "/databases/"
                + config.firestore().database().database();
        String topic = new Topics(config.generation()).counts().name();
        return new FirestoreCountStore(
                FirestoreConnection.open(config.firestore(), database),
                database,
                new CommitRequests(database, config.name(), config.generation(), topic, config.windowRetention()));
    }

    private FirestoreCountStore(FirestoreClient client, String database, CommitRequests requests) {
        this.client = client;
        this.database = database;
        this.requests = requests;
    }

    @Override
    public CompletionStage<Optional<StoredFence>> read(int partition) {
        BatchGetDocumentsRequest request = BatchGetDocumentsRequest.newBuilder()
                .setDatabase(database)
                .addDocuments(requests.fencePath(partition))
                .build();
        return stage(
                () -> client.batchGetDocumentsCallable().all().futureCall(request), FirestoreCountStore::storedFence);
    }

    @Override
    public CompletionStage<Instant> create(int partition, Fence fence) {
        return commit(requests.create(partition, fence));
    }

    @Override
    public CompletionStage<Instant> claim(int partition, Fence fence, Instant updateTime) {
        return commit(requests.claim(partition, fence, updateTime));
    }

    @Override
    public CompletionStage<Instant> commit(int partition, CommitPlan plan, Instant updateTime) {
        return commit(requests.commit(partition, plan, updateTime));
    }

    @Override
    public void close() {
        client.shutdownNow();
        try {
            client.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletionStage<Instant> commit(CommitRequest request) {
        return stage(
                () -> client.commitCallable().futureCall(request),
                response -> instant(response.getWriteResults(0).getUpdateTime()));
    }

    private static Optional<StoredFence> storedFence(List<BatchGetDocumentsResponse> responses) {
        Iterator<Document> found = responses.stream()
                .filter(BatchGetDocumentsResponse::hasFound)
                .map(BatchGetDocumentsResponse::getFound)
                .iterator();
        if (!found.hasNext()) {
            return Optional.empty();
        }
        Document document = found.next();
        Fence fence = new Fence(
                field(document, SinkDocuments.NEXT).getIntegerValue(),
                field(document, SinkDocuments.OWNER).getStringValue(),
                field(document, SinkDocuments.EPOCH).getIntegerValue(),
                field(document, SinkDocuments.TOPIC_ID).getStringValue());
        return Optional.of(new StoredFence(fence, instant(document.getUpdateTime())));
    }

    private static Value field(Document document, String name) {
        return document.getFieldsOrDefault(name, Value.getDefaultInstance());
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    /** A supplier of the call, so that what the library throws at once is a failed call as well. */
    private interface Call<T> {
        ApiFuture<T> start();
    }

    private static <T, R> CompletionStage<R> stage(Call<T> call, Function<T, R> result) {
        CompletableFuture<R> stage = new CompletableFuture<>();
        ApiFuture<T> future;
        try {
            future = call.start();
        } catch (RuntimeException e) {
            stage.completeExceptionally(failure(e));
            return stage;
        }
        ApiFutures.addCallback(
                future,
                new ApiFutureCallback<T>() {
                    @Override
                    public void onSuccess(T value) {
                        stage.complete(result.apply(value));
                    }

                    @Override
                    public void onFailure(Throwable error) {
                        stage.completeExceptionally(failure(error));
                    }
                },
                Runnable::run);
        return stage;
    }

    private static StoreException failure(Throwable error) {
        StatusCode.Code code =
                error instanceof ApiException api ? api.getStatusCode().getCode() : StatusCode.Code.UNKNOWN;
        Kind kind = switch (code) {
            case INVALID_ARGUMENT -> Kind.REFUSED;
            case RESOURCE_EXHAUSTED, ABORTED -> Kind.OVERLOADED;
            case PERMISSION_DENIED, UNAUTHENTICATED -> Kind.DENIED;
            default -> Kind.UNCLEAR;
        };
        return new StoreException(kind, "Firestore answered " + code, error);
    }
}
