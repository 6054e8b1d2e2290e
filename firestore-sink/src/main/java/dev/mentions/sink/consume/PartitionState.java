package dev.mentions.sink.consume;

import dev.mentions.sink.consume.FenceSession.State;
import dev.mentions.sink.plan.BatchPlanner;
import dev.mentions.sink.plan.Breach;
import dev.mentions.sink.plan.CommitPlan;
import dev.mentions.sink.plan.DeadLetter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One assigned partition: what was read and is not in the counts yet, and when that becomes a commit. Memory is
 * bounded by two commits and one poll. For the loop's thread.
 */
final class PartitionState {

    private static final Logger LOGGER = LoggerFactory.getLogger(PartitionState.class);

    private static final int UNLIMITED = Integer.MAX_VALUE / 2;

    /** How long to stay out of the way of whoever fenced us, before asking the coordinator whose the partition is. */
    private static final Duration FIRST_FENCED_WAIT = Duration.ofSeconds(1);

    private static final Duration LONGEST_FENCED_WAIT = Duration.ofSeconds(30);

    private final int partition;
    private final SinkContext context;
    private final FenceSession session;
    private final Backoff fencedBackoff;

    private BatchPlanner batch = new BatchPlanner(0);
    private final Queue<SourceRecord> waiting = new ArrayDeque<>();
    private long position;
    private long batchSince;
    private long batchTimestamp;
    private Trail batchTrail;
    private int claimsSeen;
    private boolean seekDue;

    private @Nullable Sent sent;

    private int recordLimit = UNLIMITED;
    private long refusedBefore;

    private boolean fenced;
    private long confirmAt;

    /**
     * What is on its way to the store.
     *
     * @param timestamp of its oldest record
     */
    private record Sent(CommitPlan plan, long timestamp, Trail trail) {}

    PartitionState(int partition, SinkContext context) {
        this.partition = partition;
        this.context = context;
        this.session = new FenceSession(partition, context);
        this.batchTrail = new Trail(partition, context);
        this.fencedBackoff = new Backoff(FIRST_FENCED_WAIT, LONGEST_FENCED_WAIT, context.random());
        session.claim();
    }

    /**
     * Takes what a poll returned, in order.
     *
     * @param next the consumer's position after it
     */
    void receive(List<SourceRecord> records, long next) {
        if (!reading()) {
            return;
        }
        waiting.addAll(records);
        position = next;
        fill();
    }

    /**
     * Does what is due.
     *
     * @param flush whether to commit what there is without waiting for more, or for the ramp
     */
    void tick(boolean flush) {
        session.tick();
        switch (session.state()) {
            case READY -> {
                if (session.claims() != claimsSeen) {
                    startFrom(session.next());
                }
                settleSent();
                commitIfDue(flush);
            }
            case REFUSED -> {
                cutSmaller(session.refused());
                session.claim();
            }
            case FENCED -> {
                if (!fenced) {
                    fenced = true;
                    forget();
                    confirmAt = context.clock().nanos() + fencedBackoff.nextNanos();
                }
            }
            case CLAIMING, COMMITTING, UNCLEAR -> {}
        }
    }

    /** Returns whether the consumer has to go to {@link #next()}; once for each claim. */
    boolean takeSeek() {
        boolean due = seekDue;
        seekDue = false;
        return due;
    }

    /** Returns the offset the fence stands at. Only after a claim. */
    long next() {
        return session.next();
    }

    boolean everClaimed() {
        return session.claims() > 0;
    }

    /** Returns whether the fence is ours, as far as we know. */
    boolean holdsFence() {
        return everClaimed() && session.state() != State.CLAIMING && session.state() != State.FENCED;
    }

    /** Returns whether there is room for more records. */
    boolean wantsRecords() {
        return reading() && waiting.isEmpty() && !full();
    }

    /** Returns whether all that was read is in the counts. */
    boolean isIdle() {
        return session.state() == State.READY && batch.isEmpty() && waiting.isEmpty();
    }

    /** Returns whether nothing more can be done for it soon: there is nothing left, or the fence is not ours. */
    boolean isSettled() {
        return isIdle() || !holdsFence();
    }

    /** Returns whether it is time to ask the coordinator if a fenced partition is still ours. */
    boolean confirmationDue() {
        return fenced && context.clock().nanos() - confirmAt >= 0;
    }

    /** A confirmation is asked for; the next one comes later. */
    void confirmationAsked() {
        confirmAt = context.clock().nanos() + fencedBackoff.nextNanos();
    }

    /** The coordinator says that the partition is ours: whoever fenced us was a zombie. */
    void confirmed() {
        if (fenced) {
            fenced = false;
            session.claim();
        }
    }

    /** Returns records read and not yet in the counts, holes included. */
    long unapplied() {
        return everClaimed() && reading() ? Math.max(0, position - session.next()) : 0;
    }

    /** Returns the age of the oldest record that is not in the counts yet; zero without one. */
    Duration age() {
        long oldest = sent != null ? sent.timestamp() : batchTimestamp;
        return oldest == 0
                ? Duration.ZERO
                : Duration.ofMillis(Math.max(0, context.clock().now().toEpochMilli() - oldest));
    }

    void release() {
        session.release();
    }

    private boolean reading() {
        return session.claims() == claimsSeen && claimsSeen > 0 && !fenced && session.state() != State.CLAIMING;
    }

    private boolean full() {
        return batch.documents() >= context.flush().documents() || batch.records() >= recordLimit;
    }

    private void startFrom(long next) {
        claimsSeen = session.claims();
        forget();
        batch = new BatchPlanner(next);
        position = next;
        seekDue = true;
    }

    private void forget() {
        waiting.clear();
        batch = new BatchPlanner(position);
        sent = null;
        batchTimestamp = 0;
        batchTrail = new Trail(partition, context);
    }

    private void settleSent() {
        if (sent != null) {
            sent.trail().applied(sent.plan());
            sent = null;
            recordLimit = Math.min(UNLIMITED, recordLimit * 2);
            fencedBackoff.reset();
        }
    }

    private void commitIfDue(boolean flush) {
        if (batch.isEmpty()) {
            return;
        }
        boolean due = flush
                || full()
                || context.clock().nanos() - batchSince
                        >= context.flush().linger().toNanos();
        if (due && (context.budget().tryAcquire(1 + batch.documents()) || flush)) {
            CommitPlan plan = batch.plan(context.clock().now());
            sent = new Sent(plan, batchTimestamp, batchTrail);
            batch = new BatchPlanner(plan.end());
            batchTimestamp = 0;
            batchTrail = new Trail(partition, context);
            session.commit(plan);
            fill();
        }
    }

    private void fill() {
        while (!full() && !waiting.isEmpty()) {
            SourceRecord next = waiting.remove();
            begin(next.timestamp());
            add(next);
        }
        if (waiting.isEmpty() && position > batch.end()) {
            begin(0);
            batch.advance(position);
        }
    }

    private void begin(long timestamp) {
        if (batch.isEmpty()) {
            batchSince = context.clock().nanos();
        }
        if (batchTimestamp == 0) {
            batchTimestamp = timestamp;
        }
    }

    private void add(SourceRecord next) {
        if (next instanceof SourceRecord.Unreadable unreadable) {
            skip(next, unreadable.reason());
        } else if (next.offset() < refusedBefore) {
            skip(next, "refused by Firestore");
        } else if (next instanceof SourceRecord.Delta delta) {
            batch.add(delta.offset(), delta.key(), delta.update());
            batchTrail.add(delta);
        }
    }

    private void skip(SourceRecord skipped, String reason) {
        batch.skip(new DeadLetter(skipped.offset(), reason));
        LOGGER.atWarn()
                .addKeyValue("topicName", context.topic())
                .addKeyValue("partition", partition)
                .addKeyValue("offset", skipped.offset())
                .addKeyValue("reason", reason)
                .log("Skipping a record into a dead letter");
    }

    /** Firestore refused a plan: the next ones hold half as many records, and one that is refused alone is skipped. */
    private void cutSmaller(CommitPlan refused) {
        forget();
        if (refused.records() > 1) {
            recordLimit = refused.records() / 2;
        } else if (refused.changes().isEmpty()) {
            throw new BrokenFenceException(
                    Breach.FENCE_REFUSED,
                    "topic " + context.topic() + ", partition " + partition + ", commit of " + refused.start() + " to "
                            + refused.end());
        } else {
            recordLimit = 1;
            refusedBefore = refused.end();
        }
    }
}
