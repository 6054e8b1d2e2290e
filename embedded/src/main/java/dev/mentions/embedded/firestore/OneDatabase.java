package dev.mentions.embedded.firestore;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Refuses every call for another database than one, as production refuses calls for a database that does not exist. An
 * empty answer would look as if nothing had been written. Thread-safe.
 */
final class OneDatabase implements ServerInterceptor {

    private final String project;
    private final String database;
    private final String name;

    OneDatabase(String project, String database) {
        this.project = project;
        this.database = database;
        this.name = "projects/" + project + "/databases/" + database;
    }

    @Override
    public <Q, S> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, S> call, Metadata headers, ServerCallHandler<Q, S> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            private boolean refused;

            @Override
            public void onMessage(Q request) {
                if (refused) {
                    return;
                }
                String resource = resource((Message) request);
                if (isWithin(resource)) {
                    super.onMessage(request);
                    return;
                }
                refused = true;
                super.onCancel();
                call.close(Status.NOT_FOUND.withDescription(refusal(resource)), new Metadata());
            }

            @Override
            public void onHalfClose() {
                if (!refused) {
                    super.onHalfClose();
                }
            }

            @Override
            public void onCancel() {
                if (!refused) {
                    super.onCancel();
                }
            }
        };
    }

    /** Requests name the database, or a document or root below it. What is missing altogether is refused elsewhere. */
    private static String resource(Message request) {
        for (String field : new String[] {"database", "parent"}) {
            FieldDescriptor descriptor = request.getDescriptorForType().findFieldByName(field);
            if (descriptor != null) {
                return (String) request.getField(descriptor);
            }
        }
        return "";
    }

    private boolean isWithin(String resource) {
        return resource.isEmpty() || resource.equals(name) || resource.startsWith(name + "/");
    }

    private String refusal(String resource) {
        String[] parts = resource.split("/", 5);
        String wanted = parts.length < 4 ? resource : String.join("/", parts[0], parts[1], parts[2], parts[3]);
        return "There is no database " + wanted + " on this server. It has " + name
                + " only: set the client's project to " + project + " and its database to " + database + ".";
    }
}
