package dev.mentions.embedded.firestore;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.ApiException;
import com.google.cloud.firestore.v1.FirestoreClient;
import com.google.cloud.firestore.v1.FirestoreSettings;
import com.google.firestore.v1.BeginTransactionRequest;
import com.google.firestore.v1.BeginTransactionResponse;
import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.CommitResponse;
import com.google.firestore.v1.ListDocumentsRequest;
import com.google.firestore.v1.ListDocumentsResponse;
import com.google.firestore.v1.Write;
import io.grpc.Status;
import java.io.IOException;
import java.util.List;

/** The generated client, for what the friendly one checks itself or does not show. */
final class RawClient implements AutoCloseable {

    private final FirestoreClient client;

    RawClient(FirestoreServer server) throws IOException {
        client = FirestoreClient.create(FirestoreSettings.newBuilder()
                .setCredentialsProvider(NoCredentialsProvider.create())
                .setTransportChannelProvider(InstantiatingGrpcChannelProvider.newBuilder()
                        .setEndpoint(server.host())
                        .setChannelConfigurator(channel -> channel.usePlaintext())
                        .build())
                .build());
    }

    BeginTransactionResponse begin(BeginTransactionRequest request) {
        return client.beginTransactionCallable().call(request);
    }

    CommitResponse commit(CommitRequest request) {
        return client.commitCallable().call(request);
    }

    CommitResponse commit(Write... writes) {
        return commit(request(writes));
    }

    ListDocumentsResponse list(ListDocumentsRequest request) {
        return client.listDocumentsCallable().call(request);
    }

    Status.Code failure(CommitRequest request) {
        try {
            commit(request);
        } catch (ApiException e) {
            return Status.Code.valueOf(e.getStatusCode().getCode().name());
        }
        throw new AssertionError("The commit succeeded");
    }

    Status.Code failure(Write... writes) {
        return failure(request(writes));
    }

    private static CommitRequest request(Write... writes) {
        return CommitRequest.newBuilder()
                .setDatabase(TestClient.DATABASE)
                .addAllWrites(List.of(writes))
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}
