package dev.mentions.embedded.firestore;

import com.google.protobuf.Message;
import dev.mentions.embedded.firestore.ArmedFault.Action;
import dev.mentions.embedded.firestore.ArmedFault.Moment;
import io.grpc.Status;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Faults on demand, for tests: nothing here is random, a fault strikes exactly the calls its rule names.
 *
 * <pre>{@code
 * server.faults().on(Rpc.COMMIT).failAfter(Status.Code.UNAVAILABLE);
 * ArmedFault late = server.faults().on(Rpc.COMMIT).skipping(2).holdBefore();
 * try (Outage outage = server.faults().refuseAll(Status.Code.UNAVAILABLE)) { ... }
 * }</pre>
 *
 * <p>On a streaming call, after means: worked out, and nothing sent. On {@link Rpc#LISTEN} only faults before count, and
 * they strike requests on the stream. Thread-safe.
 */
public final class Faults {

    /** A time in which the server cannot be used; ends when closed. */
    public interface Outage extends AutoCloseable {
        @Override
        void close();
    }

    /** Thrown where the connection was cut, so that there is nobody to answer. */
    static final class DroppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Endpoint endpoint;
    private final Map<Rpc, List<ArmedFault>> armed = new EnumMap<>(Rpc.class);
    private volatile @Nullable Status refusal;

    Faults(Endpoint endpoint) {
        this.endpoint = endpoint;
        for (Rpc rpc : Rpc.values()) {
            armed.put(rpc, new CopyOnWriteArrayList<>());
        }
    }

    /** Starts a rule on calls of one kind. */
    public FaultRule on(Rpc rpc) {
        return new FaultRule(this, rpc, request -> true, 0, 1);
    }

    /** Answers every call with an error and no effect, until the outage is closed. */
    public Outage refuseAll(Status.Code code) {
        refusal = code.toStatus().withDescription("Injected outage");
        return () -> refusal = null;
    }

    /** Cuts all connections and refuses new ones, until the outage is closed. */
    public Outage goOffline() {
        endpoint.stop();
        return endpoint::reopen;
    }

    /** Cuts all connections; clients may connect again at once. Calls under way still take effect. */
    public void dropConnections() {
        endpoint.cut();
    }

    /** Disarms all faults, lets go what they hold, and ends an outage of {@link #refuseAll}. */
    public void clear() {
        armed.values().forEach(faults -> {
            faults.forEach(ArmedFault::close);
            faults.clear();
        });
        refusal = null;
    }

    ArmedFault arm(Rpc rpc, ArmedFault fault) {
        armed.get(rpc).add(fault);
        return fault;
    }

    /** Runs a call's effect with the faults that strike it. */
    <T> T around(Rpc rpc, Message request, Supplier<T> effect) {
        Status refused = refusal;
        if (refused != null) {
            throw refused.asRuntimeException();
        }
        List<ArmedFault> faults = armed.get(rpc);
        if (faults.isEmpty()) {
            return effect.get();
        }
        List<ArmedFault> striking =
                faults.stream().filter(fault -> fault.strikes(request)).toList();
        strike(striking, Moment.BEFORE);
        T result = effect.get();
        strike(striking, Moment.AFTER);
        return result;
    }

    private void strike(List<ArmedFault> faults, Moment moment) {
        for (ArmedFault fault : faults) {
            if (fault.moment() == moment) {
                strike(fault);
            }
        }
    }

    private void strike(ArmedFault fault) {
        try {
            fault.strike();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.withDescription("The server stops").asRuntimeException();
        }
        if (fault.action() instanceof Action.Fail fail) {
            throw fail.status().asRuntimeException();
        }
        if (fault.action() instanceof Action.Drop) {
            endpoint.cut();
            throw new DroppedException();
        }
    }
}
