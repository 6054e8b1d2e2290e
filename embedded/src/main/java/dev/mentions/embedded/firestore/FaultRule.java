package dev.mentions.embedded.firestore;

import com.google.protobuf.Message;
import dev.mentions.embedded.firestore.ArmedFault.Action;
import dev.mentions.embedded.firestore.ArmedFault.Moment;
import io.grpc.Status;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Which calls a fault strikes, and what it does to them. Nothing happens until one of the methods is called that arm it;
 * each of them arms one fault. Several faults can strike one call: first all that come before it takes effect, in the
 * order they were armed, then the effect, then those after it.
 */
public final class FaultRule {

    /** A test that forgets to release its call does not keep a thread for ever. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

    private final Faults faults;
    private final Rpc rpc;
    private final Predicate<Message> matching;
    private final int skip;
    private final int times;

    FaultRule(Faults faults, Rpc rpc, Predicate<Message> matching, int skip, int times) {
        this.faults = faults;
        this.rpc = rpc;
        this.matching = matching;
        this.skip = skip;
        this.times = times;
    }

    /**
     * Strikes only requests that pass a test. The test runs on the server's threads and must not block.
     *
     * @param type the request's message, for example {@code CommitRequest}
     */
    public <R extends Message> FaultRule matching(Class<R> type, Predicate<R> test) {
        return new FaultRule(
                faults, rpc, request -> type.isInstance(request) && test.test(type.cast(request)), skip, times);
    }

    /** Lets so many matching calls pass first; 0 unless said otherwise. */
    public FaultRule skipping(int calls) {
        return new FaultRule(faults, rpc, matching, calls, times);
    }

    /** Strikes so many matching calls; 1 unless said otherwise. */
    public FaultRule times(int calls) {
        return new FaultRule(faults, rpc, matching, skip, calls);
    }

    /** Arms: the call fails and has no effect. */
    public ArmedFault failBefore(Status.Code code) {
        return arm(Moment.BEFORE, new Action.Fail(injected(code)));
    }

    /** Arms: the call takes effect, then fails. */
    public ArmedFault failAfter(Status.Code code) {
        return arm(Moment.AFTER, new Action.Fail(injected(code)));
    }

    /** Arms: the call waits, then takes effect, though its client may have given up by then. */
    public ArmedFault delayBefore(Duration delay) {
        return arm(Moment.BEFORE, new Action.Wait(delay));
    }

    /** Arms: the call takes effect at once and is answered later. */
    public ArmedFault delayAfter(Duration delay) {
        return arm(Moment.AFTER, new Action.Wait(delay));
    }

    /** Arms: the call waits for {@link ArmedFault#release()}, then takes effect. */
    public ArmedFault holdBefore() {
        return arm(Moment.BEFORE, new Action.Wait(LONGEST_HOLD));
    }

    /** Arms: the call takes effect and is answered after {@link ArmedFault#release()}. */
    public ArmedFault holdAfter() {
        return arm(Moment.AFTER, new Action.Wait(LONGEST_HOLD));
    }

    /** Arms: every connection to the server is cut, and the call has no effect. */
    public ArmedFault dropBefore() {
        return arm(Moment.BEFORE, new Action.Drop());
    }

    /** Arms: the call takes effect, then every connection to the server is cut in place of an answer. */
    public ArmedFault dropAfter() {
        return arm(Moment.AFTER, new Action.Drop());
    }

    private ArmedFault arm(Moment moment, Action action) {
        return faults.arm(rpc, new ArmedFault(matching, skip, times, moment, action));
    }

    private static Status injected(Status.Code code) {
        return code.toStatus().withDescription("Injected fault");
    }
}
