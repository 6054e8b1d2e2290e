package dev.mentions.embedded.firestore;

import com.google.protobuf.Message;
import dev.mentions.embedded.firestore.Faults.DroppedException;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts methods on a gRPC service: counts their calls, lets faults strike them, turns exceptions into statuses. */
final class CallHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(CallHandler.class);

    private static final String SERVICE = "google.firestore.v1.Firestore";

    private final ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(SERVICE);
    private final Faults faults;
    private final Statistics statistics;
    private final CallListener listener;

    CallHandler(Faults faults, Statistics statistics, CallListener listener) {
        this.faults = faults;
        this.statistics = statistics;
        this.listener = listener;
    }

    ServerServiceDefinition build() {
        return service.build();
    }

    <Q extends Message, S extends Message> void unary(Rpc rpc, Q request, S response, Function<Q, S> method) {
        service.addMethod(
                descriptor(rpc, MethodDescriptor.MethodType.UNARY, request, response),
                ServerCalls.asyncUnaryCall((received, observer) ->
                        answer(rpc, received, observer, () -> method.apply(received), result -> {
                            observer.onNext(result);
                            observer.onCompleted();
                        })));
    }

    /** The responses are taken only as fast as the client reads them. */
    <Q extends Message, S extends Message> void streaming(
            Rpc rpc, Q request, S response, Function<Q, Iterator<S>> method) {
        service.addMethod(
                descriptor(rpc, MethodDescriptor.MethodType.SERVER_STREAMING, request, response),
                ServerCalls.asyncServerStreamingCall((received, observer) -> {
                    Pump<S> pump = new Pump<>((ServerCallStreamObserver<S>) observer);
                    answer(rpc, received, observer, () -> method.apply(received), pump::start);
                }));
    }

    <Q extends Message, S extends Message> void bidirectional(
            Rpc rpc, Q request, S response, Function<ServerCallStreamObserver<S>, StreamObserver<Q>> method) {
        service.addMethod(
                descriptor(rpc, MethodDescriptor.MethodType.BIDI_STREAMING, request, response),
                ServerCalls.asyncBidiStreamingCall(observer -> {
                    statistics.called(rpc);
                    return method.apply((ServerCallStreamObserver<S>) observer);
                }));
    }

    private static <Q extends Message, S extends Message> MethodDescriptor<Q, S> descriptor(
            Rpc rpc, MethodDescriptor.MethodType type, Q request, S response) {
        return MethodDescriptor.<Q, S>newBuilder()
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, rpc.method()))
                .setRequestMarshaller(ProtoUtils.marshaller(request))
                .setResponseMarshaller(ProtoUtils.marshaller(response))
                .build();
    }

    private <R> void answer(
            Rpc rpc, Message request, StreamObserver<?> observer, Supplier<R> method, Consumer<R> send) {
        statistics.called(rpc);
        listener.received(rpc, request);
        // With a handler set, an answer to a client that has gone is dropped instead of throwing.
        ((ServerCallStreamObserver<?>) observer).setOnCancelHandler(() -> {});
        try {
            send.accept(faults.around(rpc, request, method));
        } catch (DroppedException e) {
            LOGGER.atDebug().addKeyValue("rpc", rpc).log("Cut the connections instead of answering");
        } catch (RuntimeException e) {
            observer.onError(status(e));
        }
    }

    /** Sends responses as fast as the client takes them. Runs on the call's own serial executor only. */
    private static final class Pump<S> {

        private final ServerCallStreamObserver<S> call;
        private Iterator<S> responses = Collections.emptyIterator();
        private boolean sending;

        private Pump(ServerCallStreamObserver<S> call) {
            this.call = call;
            call.setOnReadyHandler(this::send);
        }

        private void start(Iterator<S> all) {
            responses = all;
            sending = true;
            send();
        }

        private void send() {
            try {
                while (sending && call.isReady()) {
                    if (responses.hasNext()) {
                        call.onNext(responses.next());
                    } else {
                        sending = false;
                        call.onCompleted();
                    }
                }
            } catch (RuntimeException e) {
                sending = false;
                call.onError(status(e));
            }
        }
    }

    static StatusRuntimeException status(RuntimeException e) {
        if (e instanceof StatusRuntimeException status) {
            return status;
        }
        LOGGER.atError().setCause(e).log("A call failed for an unknown reason");
        return Status.INTERNAL.withDescription(e.toString()).withCause(e).asRuntimeException();
    }
}
