package dev.mentions.sink.consume;

import static java.util.Objects.requireNonNull;

import dev.mentions.sink.plan.CommitPlan;
import dev.mentions.sink.plan.CountChange;
import dev.mentions.sink.plan.DeadLetter;
import dev.mentions.sink.plan.Fence;
import dev.mentions.sink.plan.StoredFence;
import dev.mentions.sink.store.CountStore;
import dev.mentions.sink.store.StoreException;
import dev.mentions.sink.store.StoreException.Kind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store in memory that does what the next fault says. It refuses what is called poison. */
final class FakeCountStore implements CountStore {

    static final String POISON = "poison";

    /** What happens to a call. */
    enum Fault {
        NONE,
        /** Fails and does nothing. */
        FAIL_BEFORE,
        /** Works and then fails. */
        FAIL_AFTER,
        /** Fails; works later, when {@link #land()} says so, if its precondition still holds by then. */
        FAIL_THEN_LAND,
        /** Neither works nor answers until {@link #land()}. */
        HANG,
        /** Firestore is overloaded. */
        OVERLOADED,
        /** No rights. */
        DENIED
    }

    final Map<String, Long> counts = new HashMap<>();
    final List<Long> deadLetters = new ArrayList<>();
    final Deque<Fault> faults = new ArrayDeque<>();
    final List<CommitPlan> commits = new ArrayList<>();

    @Nullable
    StoredFence fence;

    private final Deque<Runnable> late = new ArrayDeque<>();
    private long clock;

    @Override
    public CompletionStage<Optional<StoredFence>> read(int partition) {
        return call(() -> Optional.ofNullable(fence));
    }

    @Override
    public CompletionStage<Instant> create(int partition, Fence created) {
        return call(() -> {
            check(fence == null);
            return write(created);
        });
    }

    @Override
    public CompletionStage<Instant> claim(int partition, Fence claimed, Instant updateTime) {
        return call(() -> {
            StoredFence now = matching(updateTime);
            return write(new Fence(
                    now.fence().next(),
                    claimed.owner(),
                    claimed.epoch(),
                    now.fence().topicId()));
        });
    }

    @Override
    public CompletionStage<Instant> commit(int partition, CommitPlan plan, Instant updateTime) {
        commits.add(plan);
        return call(() -> {
            if (plan.changes().stream().anyMatch(change -> change.key().entity().startsWith(POISON))) {
                throw new StoreException(Kind.REFUSED, "poison", new IllegalArgumentException());
            }
            StoredFence now = matching(updateTime);
            plan.changes().forEach(change -> counts.merge(id(change), change.delta(), Long::sum));
            plan.deadLetters().stream().map(DeadLetter::offset).forEach(deadLetters::add);
            return write(now.fence().movedTo(plan.end()));
        });
    }

    /** Lets the oldest late call arrive. Returns false when there is none. */
    boolean land() {
        Runnable next = late.poll();
        if (next != null) {
            next.run();
        }
        return next != null;
    }

    @Override
    public void close() {}

    static String id(CountChange change) {
        return change.key() + "/" + change.window();
    }

    private <T> CompletionStage<T> call(Supplier<T> action) {
        Fault fault = faults.isEmpty() ? Fault.NONE : faults.remove();
        return switch (fault) {
            case NONE -> attempt(action);
            case FAIL_BEFORE -> failed(Kind.UNCLEAR);
            case FAIL_AFTER -> {
                attempt(action);
                yield failed(Kind.UNCLEAR);
            }
            case FAIL_THEN_LAND -> {
                late.add(() -> attempt(action));
                yield failed(Kind.UNCLEAR);
            }
            case HANG -> {
                CompletableFuture<T> answer = new CompletableFuture<>();
                late.add(() -> attempt(action).whenComplete((value, error) -> {
                    if (error == null) {
                        answer.complete(value);
                    } else {
                        answer.completeExceptionally(error);
                    }
                }));
                yield answer;
            }
            case OVERLOADED -> failed(Kind.OVERLOADED);
            case DENIED -> failed(Kind.DENIED);
        };
    }

    private static <T> CompletionStage<T> attempt(Supplier<T> action) {
        try {
            return CompletableFuture.completedFuture(action.get());
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <T> CompletionStage<T> failed(Kind kind) {
        return CompletableFuture.failedFuture(new StoreException(kind, "fault", new IllegalStateException()));
    }

    private StoredFence matching(Instant updateTime) {
        StoredFence now = fence;
        check(now != null && now.updateTime().equals(updateTime));
        return requireNonNull(now);
    }

    private static void check(boolean precondition) {
        if (!precondition) {
            throw new StoreException(Kind.UNCLEAR, "precondition", new IllegalStateException());
        }
    }

    private Instant write(Fence next) {
        Instant time = Instant.EPOCH.plusNanos(++clock * 1_000);
        fence = new StoredFence(next, time);
        return time;
    }
}
