package dev.mentions.embedded.firestore;

import com.google.firestore.v1.ListenRequest;
import com.google.firestore.v1.ListenResponse;
import com.google.firestore.v1.Target;
import com.google.firestore.v1.TargetChange;
import com.google.firestore.v1.TargetChange.TargetChangeType;
import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import dev.mentions.embedded.firestore.Faults.DroppedException;
import dev.mentions.embedded.firestore.query.Indexes;
import dev.mentions.embedded.firestore.store.Change;
import dev.mentions.embedded.firestore.store.CommitObserver;
import dev.mentions.embedded.firestore.store.Database;
import dev.mentions.embedded.firestore.store.Micros;
import dev.mentions.embedded.firestore.value.Refusal;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A client that listens. Commits only mark targets as stale; one task at a time looks again and sends the difference,
 * when the client can take it, so that a burst of commits becomes one update.
 */
final class ListenStream implements StreamObserver<ListenRequest>, CommitObserver {

    private final ServerCallStreamObserver<ListenResponse> client;
    private final Database database;
    private final Faults faults;
    private final Statistics statistics;
    private final Executor executor;
    private final Indexes indexes;
    private final Map<Integer, ListenTarget> targets = new ConcurrentHashMap<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private boolean closed;

    ListenStream(
            ServerCallStreamObserver<ListenResponse> client,
            Database database,
            Faults faults,
            Statistics statistics,
            Executor executor,
            Indexes indexes) {
        this.indexes = indexes;
        this.client = client;
        this.database = database;
        this.faults = faults;
        this.statistics = statistics;
        this.executor = executor;
        client.setOnCancelHandler(() -> close(() -> {}));
        client.setOnReadyHandler(this::schedule);
        database.addObserver(this);
    }

    @Override
    public void committed(List<Change> changes) {
        for (ListenTarget target : targets.values()) {
            if (!target.isStale() && target.concerns(changes)) {
                target.markStale();
                schedule();
            }
        }
    }

    @Override
    public void onNext(ListenRequest request) {
        try {
            faults.around(Rpc.LISTEN, request, () -> {
                handle(request);
                return true;
            });
        } catch (DroppedException e) {
            close(() -> {});
        } catch (RuntimeException e) {
            close(() -> client.onError(CallHandler.status(e)));
        }
    }

    private synchronized void handle(ListenRequest request) {
        if (closed) {
            return;
        }
        if (request.hasAddTarget()) {
            checkId(request.getAddTarget().getTargetId());
            add(request.getAddTarget(), request.getDatabase());
        } else if (targets.remove(request.getRemoveTarget()) != null) {
            send(change(TargetChangeType.REMOVE, request.getRemoveTarget()));
        }
    }

    private void checkId(int id) {
        if (id == 0) {
            throw Refusal.unimplemented("This server assigns no target ids. Set a target_id greater than 0.");
        }
        if (id < 0 || targets.containsKey(id)) {
            throw Refusal.invalid("The target id " + id + " is negative or that of another target of this stream. "
                    + "Set a target_id greater than 0 that is not in use.");
        }
    }

    private void add(Target requested, String databaseName) {
        int id = requested.getTargetId();
        try {
            ListenTarget target = new ListenTarget(requested, databaseName, indexes);
            targets.put(id, target);
            send(change(TargetChangeType.ADD, id));
            boolean resumes = !requested.getResumeToken().isEmpty() || requested.hasReadTime();
            if (resumes) {
                // No past is kept to compare with: the client is told to forget what it has.
                send(change(TargetChangeType.RESET, id));
            }
            ListenTarget.Update update = target.update(database);
            send(update);
            ByteString token = token(update.readMicros());
            send(change(TargetChangeType.CURRENT, id)
                    .setReadTime(Micros.toTimestamp(update.readMicros()))
                    .setResumeToken(token));
            sendConsistent(update.readMicros());
            if (requested.getOnce()) {
                targets.remove(id);
                send(change(TargetChangeType.REMOVE, id));
            }
            schedule();
        } catch (StatusRuntimeException e) {
            targets.remove(id);
            Status cause = Status.newBuilder()
                    .setCode(e.getStatus().getCode().value())
                    .setMessage(Objects.requireNonNullElse(e.getStatus().getDescription(), ""))
                    .build();
            send(change(TargetChangeType.REMOVE, id).setCause(cause));
        }
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            executor.execute(this::sendWhatChanged);
        }
    }

    private synchronized void sendWhatChanged() {
        scheduled.set(false);
        try {
            for (ListenTarget target : targets.values()) {
                if (closed || !client.isReady()) {
                    return;
                }
                if (target.isStale()) {
                    ListenTarget.Update update = target.update(database);
                    if (!update.responses().isEmpty()) {
                        send(update);
                        sendConsistent(update.readMicros());
                    }
                }
            }
        } catch (RuntimeException e) {
            close(() -> client.onError(CallHandler.status(e)));
        }
    }

    private void send(ListenTarget.Update update) {
        update.responses().forEach(client::onNext);
        statistics.read(update.documents());
    }

    /** Says that all targets are now known as of one moment, which makes the client show them. */
    private void sendConsistent(long readMicros) {
        send(TargetChange.newBuilder()
                .setTargetChangeType(TargetChangeType.NO_CHANGE)
                .setReadTime(Micros.toTimestamp(readMicros))
                .setResumeToken(token(readMicros)));
    }

    private void send(TargetChange.Builder change) {
        client.onNext(ListenResponse.newBuilder().setTargetChange(change).build());
    }

    private static TargetChange.Builder change(TargetChangeType type, int target) {
        return TargetChange.newBuilder().setTargetChangeType(type).addTargetIds(target);
    }

    private static ByteString token(long micros) {
        return ByteString.copyFromUtf8(Long.toString(micros));
    }

    @Override
    public void onError(Throwable cause) {
        close(() -> {});
    }

    @Override
    public void onCompleted() {
        close(client::onCompleted);
    }

    private synchronized void close(Runnable last) {
        if (!closed) {
            closed = true;
            database.removeObserver(this);
            targets.clear();
            last.run();
        }
    }
}
