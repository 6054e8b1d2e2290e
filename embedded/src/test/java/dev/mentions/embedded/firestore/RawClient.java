package dev.mentions.embedded.firestore;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.BidiStream;
import com.google.cloud.firestore.v1.FirestoreClient;
import com.google.cloud.firestore.v1.FirestoreSettings;
import com.google.firestore.v1.BeginTransactionRequest;
import com.google.firestore.v1.BeginTransactionResponse;
import com.google.firestore.v1.CommitRequest;
import com.google.firestore.v1.CommitResponse;
import com.google.firestore.v1.ListCollectionIdsRequest;
import com.google.firestore.v1.ListDocumentsRequest;
import com.google.firestore.v1.ListDocumentsResponse;
import com.google.firestore.v1.ListenRequest;
import com.google.firestore.v1.ListenResponse;
import com.google.firestore.v1.PartitionQueryRequest;
import com.google.firestore.v1.PartitionQueryResponse;
import com.google.firestore.v1.RunAggregationQueryRequest;
import com.google.firestore.v1.RunQueryRequest;
import com.google.firestore.v1.RunQueryResponse;
import com.google.firestore.v1.TargetChange;
import com.google.firestore.v1.TargetChange.TargetChangeType;
import com.google.firestore.v1.Write;
import com.google.protobuf.Message;
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

    /** Returns the status that any request is answered with; of a listener, that of its first target. */
    Status.Code answer(Message request) {
        try {
            if (request instanceof RunQueryRequest query) {
                client.runQueryCallable().call(query).forEach(response -> {});
            } else if (request instanceof RunAggregationQueryRequest aggregation) {
                client.runAggregationQueryCallable().call(aggregation).forEach(response -> {});
            } else if (request instanceof PartitionQueryRequest partition) {
                client.partitionQueryCallable().call(partition);
            } else if (request instanceof ListDocumentsRequest list) {
                client.listDocumentsCallable().call(list);
            } else if (request instanceof ListCollectionIdsRequest list) {
                client.listCollectionIdsCallable().call(list);
            } else if (request instanceof ListenRequest listen) {
                return answer(listen);
            } else {
                client.commitCallable().call((CommitRequest) request);
            }
            return Status.Code.OK;
        } catch (ApiException e) {
            return Status.Code.valueOf(e.getStatusCode().getCode().name());
        }
    }

    private Status.Code answer(ListenRequest request) {
        BidiStream<ListenRequest, ListenResponse> stream =
                client.listenCallable().call();
        stream.send(request);
        for (ListenResponse response : stream) {
            TargetChange change = response.getTargetChange();
            if (change.getTargetChangeType() == TargetChangeType.CURRENT) {
                stream.cancel();
                return Status.Code.OK;
            }
            if (change.hasCause()) {
                stream.cancel();
                return Status.fromCodeValue(change.getCause().getCode()).getCode();
            }
        }
        throw new AssertionError("The stream ended without an answer");
    }

    List<RunQueryResponse> run(RunQueryRequest request) {
        return client.runQueryCallable().all().call(request);
    }

    PartitionQueryResponse partition(PartitionQueryRequest request) {
        return client.partitionQueryCallable().call(request);
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
