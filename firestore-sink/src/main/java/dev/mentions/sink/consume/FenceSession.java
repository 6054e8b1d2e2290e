package dev.mentions.sink.consume;

import static java.util.Objects.requireNonNull;

import dev.mentions.sink.consume.SinkMetrics.Outcome;
import dev.mentions.sink.plan.Breach;
import dev.mentions.sink.plan.ClaimDecision;
import dev.mentions.sink.plan.CommitPlan;
import dev.mentions.sink.plan.Fence;
import dev.mentions.sink.plan.FenceDecision;
import dev.mentions.sink.plan.SourceLog;
import dev.mentions.sink.plan.StoredFence;
import dev.mentions.sink.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fence protocol of one partition: its states and decisions are those of docs/EXACTLY_ONCE.md. One call to the
 * store is under way at most. For the loop's thread.
 */
final class FenceSession {

    private static final Logger LOGGER = LoggerFactory.getLogger(FenceSession.class);

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** Where the partition is in the protocol. */
    enum State {
        CLAIMING,
        READY,
        COMMITTING,
        UNCLEAR,
        REFUSED,
        FENCED
    }

    private final int partition;
    private final SinkContext context;
    private final Backoff backoff;

    private State state = State.CLAIMING;
    private String nonce = "";
    private int claims;
    private @Nullable StoredFence held;
    private @Nullable CommitPlan plan;
    private @Nullable Runnable retry;
    private long retryAt;
    private boolean released;

    FenceSession(int partition, SinkContext context) {
        this.partition = partition;
        this.context = context;
        this.backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, context.random());
    }

    State state() {
        return state;
    }

    /** Returns how often the fence was claimed: after each time, reading starts anew from {@link #next()}. */
    int claims() {
        return claims;
    }

    /** Returns the offset the fence was last known to stand at. Only after a claim. */
    long next() {
        return fence().next();
    }

    /** Claims the fence, for the first time or anew. */
    void claim() {
        state = State.CLAIMING;
        plan = null;
        nonce = UUID.randomUUID().toString();
        lookUpLog();
    }

    /** Sends a commit. Only when {@link State#READY}, and from {@link #next()}. */
    void commit(CommitPlan next) {
        if (state != State.READY || next.start() != next()) {
            throw new IllegalStateException("commit from " + next.start() + " when " + state + " at " + next());
        }
        plan = next;
        send(next);
    }

    /** Returns the plan that was refused. Only when {@link State#REFUSED}. */
    CommitPlan refused() {
        return requireNonNull(plan, "plan");
    }

    /** Does what is due. */
    void tick() {
        Runnable due = retry;
        if (due != null && context.clock().nanos() - retryAt >= 0) {
            retry = null;
            due.run();
        }
    }

    /** Lets go: what is under way is abandoned, and its answer not looked at. */
    void release() {
        released = true;
        retry = null;
    }

    private void lookUpLog() {
        // Why Kafka could not be asked, its client has logged.
        on(context.logs().find(partition), this::readFence, error -> retryLater(this::lookUpLog));
    }

    private void readFence(SourceLog log) {
        onStore(
                context.store().read(partition),
                found -> {
                    ClaimDecision decision = ClaimDecision.of(found, log, nonce, claims > 0);
                    if (decision instanceof ClaimDecision.Broken broken
                            && broken.breach() == Breach.FENCE_AHEAD_OF_LOG) {
                        // The log was looked at before the fence, which another owner may have moved in between.
                        on(
                                context.logs().find(partition),
                                later -> decideClaim(ClaimDecision.of(found, later, nonce, claims > 0)),
                                error -> retryLater(this::lookUpLog));
                    } else {
                        decideClaim(decision);
                    }
                },
                this::claimAgain);
    }

    private void decideClaim(ClaimDecision decision) {
        if (decision instanceof ClaimDecision.Create create) {
            await(create.fence(), context.store().create(partition, create.fence()));
        } else if (decision instanceof ClaimDecision.TakeOver takeOver) {
            await(takeOver.fence(), context.store().claim(partition, takeOver.fence(), takeOver.updateTime()));
        } else if (decision instanceof ClaimDecision.Held mine) {
            claimed(mine.stored());
        } else if (decision instanceof ClaimDecision.Broken broken) {
            throw broken(broken.breach(), broken.next());
        }
    }

    private void await(Fence fence, CompletionStage<Instant> claim) {
        onStore(claim, time -> claimed(new StoredFence(fence, time)), this::claimAgain);
    }

    private void claimed(StoredFence fence) {
        held = fence;
        claims++;
        state = State.READY;
        backoff.reset();
        LOGGER.atInfo()
                .addKeyValue("topicName", context.topic())
                .addKeyValue("partition", partition)
                .addKeyValue("offset", fence.fence().next())
                .addKeyValue("epoch", fence.fence().epoch())
                .log("Claimed the fence");
    }

    private void claimAgain(StoreException error) {
        if (error.kind() == StoreException.Kind.REFUSED) {
            throw broken(Breach.FENCE_REFUSED, -1);
        }
        retryLater(this::lookUpLog);
    }

    private void send(CommitPlan next) {
        state = State.COMMITTING;
        long sentAt = context.clock().nanos();
        onStore(
                context.store().commit(partition, next, heldFence().updateTime()),
                time -> {
                    context.metrics().took(context.clock().nanos() - sentAt);
                    applied(next, time, Outcome.APPLIED);
                },
                this::commitFailed);
    }

    private void applied(CommitPlan done, Instant updateTime, Outcome outcome) {
        held = new StoredFence(fence().movedTo(done.end()), updateTime);
        plan = null;
        state = State.READY;
        backoff.reset();
        context.metrics().attempted(outcome);
        context.metrics().applied(done);
    }

    private void commitFailed(StoreException error) {
        if (error.kind() == StoreException.Kind.REFUSED) {
            context.metrics().attempted(Outcome.REFUSED);
            state = State.REFUSED;
            return;
        }
        state = State.UNCLEAR;
        retryLater(this::resolve);
    }

    private void resolve() {
        CommitPlan unclear = requireNonNull(plan, "plan");
        onStore(
                context.store().read(partition),
                found -> decide(unclear, FenceDecision.of(unclear, fence(), found)),
                error -> {
                    if (error.kind() == StoreException.Kind.REFUSED) {
                        throw broken(Breach.FENCE_REFUSED, -1);
                    }
                    retryLater(this::resolve);
                });
    }

    private void decide(CommitPlan unclear, FenceDecision decision) {
        if (decision instanceof FenceDecision.Applied applied) {
            applied(unclear, applied.updateTime(), Outcome.APPLIED_UNCLEAR);
        } else if (decision instanceof FenceDecision.NotApplied notApplied) {
            context.metrics().attempted(Outcome.NOT_APPLIED);
            held = new StoredFence(fence(), notApplied.updateTime());
            send(unclear);
        } else if (decision instanceof FenceDecision.Fenced) {
            context.metrics().fenced();
            state = State.FENCED;
            plan = null;
            backoff.reset();
            LOGGER.atWarn()
                    .addKeyValue("topicName", context.topic())
                    .addKeyValue("partition", partition)
                    .log("Fenced: another sink has claimed this partition");
        } else if (decision instanceof FenceDecision.Broken broken) {
            throw broken(broken.breach(), broken.next());
        }
    }

    private void retryLater(Runnable action) {
        context.metrics().retried();
        retry = action;
        retryAt = context.clock().nanos() + backoff.nextNanos();
    }

    private <T> void onStore(CompletionStage<T> call, Consumer<T> success, Consumer<StoreException> failure) {
        on(
                call,
                value -> {
                    context.health().answered();
                    success.accept(value);
                },
                error -> {
                    if (!(error instanceof StoreException known)) {
                        throw new IllegalStateException("The store failed in no way it may", error);
                    }
                    switch (known.kind()) {
                        case REFUSED -> context.health().answered();
                        case OVERLOADED -> {
                            context.health().failed(known);
                            context.budget().slowDown();
                        }
                        case DENIED, UNCLEAR -> context.health().failed(known);
                    }
                    failure.accept(known);
                });
    }

    private <T> void on(CompletionStage<T> call, Consumer<T> success, Consumer<Throwable> failure) {
        call.whenComplete((value, error) -> context.loop().execute(() -> {
            if (released) {
                return;
            }
            if (error == null) {
                success.accept(value);
            } else {
                failure.accept(
                        error instanceof CompletionException wrapped && wrapped.getCause() != null
                                ? wrapped.getCause()
                                : error);
            }
        }));
    }

    private StoredFence heldFence() {
        return requireNonNull(held, "held");
    }

    private Fence fence() {
        return heldFence().fence();
    }

    private BrokenFenceException broken(Breach breach, long next) {
        return new BrokenFenceException(
                breach,
                "topic " + context.topic() + ", partition " + partition + ", fence at " + (next < 0 ? "none" : next)
                        + (held == null ? "" : ", held at " + next())
                        + (plan == null ? "" : ", commit of " + plan.start() + " to " + plan.end()));
    }
}
