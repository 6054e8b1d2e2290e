package dev.mentions.embedded.firestore;

import com.google.protobuf.Message;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A fault that waits for its call. Thread-safe. */
public final class ArmedFault implements AutoCloseable {

    /** What happens to the call. */
    sealed interface Action {
        record Fail(Status status) implements Action {}

        /** Until released, at most so long. */
        record Wait(Duration most) implements Action {}

        record Drop() implements Action {}
    }

    /** When it happens: before or after the call has had its effect. */
    enum Moment {
        BEFORE,
        AFTER
    }

    private final Predicate<Message> matching;
    private final int skip;
    private final int times;
    private final Moment moment;
    private final Action action;
    private final CountDownLatch fired = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private int matched;
    private boolean disarmed;

    ArmedFault(Predicate<Message> matching, int skip, int times, Moment moment, Action action) {
        this.matching = matching;
        this.skip = skip;
        this.times = times;
        this.moment = moment;
        this.action = action;
    }

    /** Whether it strikes this call, which is counted when it matches. */
    synchronized boolean strikes(Message request) {
        if (disarmed || !matching.test(request)) {
            return false;
        }
        matched++;
        return matched > skip && matched - skip <= times;
    }

    Moment moment() {
        return moment;
    }

    Action action() {
        return action;
    }

    /** Says that a call is struck now, and waits where that is what it does. */
    void strike() throws InterruptedException {
        fired.countDown();
        if (action instanceof Action.Wait wait) {
            released.await(wait.most().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Returns how many calls it has struck. */
    public synchronized int count() {
        return Math.max(0, Math.min(matched - skip, times));
    }

    /** Waits until it has struck a call; returns false when that takes longer than the time-out. */
    public boolean awaitStruck(Duration timeout) throws InterruptedException {
        return fired.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets the calls go that are held or delayed, and those to come. */
    public void release() {
        released.countDown();
    }

    /** Strikes no further call, and lets go those that are held. */
    @Override
    public void close() {
        synchronized (this) {
            disarmed = true;
        }
        release();
    }
}
