package dev.mentions.systemtests.nemesis;

import dev.mentions.systemtests.nemesis.Disruption.DamageStore;
import dev.mentions.systemtests.nemesis.Disruption.DeleteRead;
import dev.mentions.systemtests.nemesis.Disruption.DeleteUnread;
import dev.mentions.systemtests.nemesis.Disruption.FailCalls;
import dev.mentions.systemtests.nemesis.Disruption.Freeze;
import dev.mentions.systemtests.nemesis.Disruption.FreezeLeader;
import dev.mentions.systemtests.nemesis.Disruption.Join;
import dev.mentions.systemtests.nemesis.Disruption.Kill;
import dev.mentions.systemtests.nemesis.Disruption.KillBeforeCommit;
import dev.mentions.systemtests.nemesis.Disruption.KillLeader;
import dev.mentions.systemtests.nemesis.Disruption.Restart;
import dev.mentions.systemtests.nemesis.Disruption.SetClock;
import dev.mentions.systemtests.nemesis.Schedule.Event;
import dev.mentions.systemtests.pipeline.Node;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.TopicPartition;

/** Carries a schedule out. Disruptions overlap; one whose target is being disrupted already is left out. */
public final class Nemesis {

    /** What is counted for a disruption that had no target to strike. */
    public static final String LEFT_OUT = "left out, because the target was disrupted or away";

    private static final Duration LOOK_LIMIT = Duration.ofSeconds(5);
    private static final Duration MOMENT_LIMIT = Duration.ofSeconds(30);

    private final SeparateProcesses processes;
    private final Map<String, Integer> counts = new TreeMap<>();

    /** @param processes with movable clocks, where a schedule sets them */
    public Nemesis(SeparateProcesses processes) {
        this.processes = processes;
    }

    /**
     * Carries out every event and returns when all are over: what was killed is started, what was frozen goes on,
     * Firestore fails no more.
     *
     * @return how often each kind of disruption has struck, and how many had no target to strike
     * @throws ExecutionException when a process cannot be killed or started
     */
    public Map<String, Integer> run(Schedule schedule) throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newCachedThreadPool();
        long start = System.nanoTime();
        List<Future<?>> under = new ArrayList<>();
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, processes.address().bootstrapServers()))) {
            RecordDeletion deletion = new RecordDeletion(processes, admin);
            for (Event event : schedule.events()) {
                TimeUnit.NANOSECONDS.sleep(start + event.at().toNanos() - System.nanoTime());
                under.add(executor.submit(() -> {
                    boolean struck = strike(event.disruption(), admin, deletion);
                    count(struck ? event.disruption().kind() : LEFT_OUT);
                    return null;
                }));
            }
            for (Future<?> disruption : under) {
                disruption.get();
            }
            processes.clearFaults();
            return counts();
        } finally {
            executor.shutdownNow();
        }
    }

    private synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    private synchronized void count(String kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    /** Begins a disruption and ends it; returns false when it could not begin. */
    private boolean strike(Disruption disruption, Admin admin, RecordDeletion deletion)
            throws InterruptedException, ExecutionException, IOException {
        if (disruption instanceof Kill kill) {
            return kill(node(kill.node()), kill.pause());
        } else if (disruption instanceof KillBeforeCommit kill) {
            return new UncommittedCounts(admin, kill.generation()).await(MOMENT_LIMIT)
                    && kill(node(kill.node()), kill.pause());
        } else if (disruption instanceof Freeze freeze) {
            return freeze(node(freeze.node()), freeze.lasting());
        } else if (disruption instanceof Restart restart) {
            return restart(node(restart.node()), restart.pause());
        } else if (disruption instanceof Join join) {
            return join(node(join.node()), join.stay());
        } else if (disruption instanceof KillLeader kill) {
            Optional<Node> leader = leader(admin, kill.topic(), kill.partition());
            return leader.isPresent() && kill(leader.get(), kill.pause());
        } else if (disruption instanceof FreezeLeader freeze) {
            Optional<Node> leader = leader(admin, freeze.topic(), freeze.partition());
            return leader.isPresent() && freeze(leader.get(), freeze.lasting());
        } else if (disruption instanceof FailCalls fail) {
            processes.order(fail.fault(), fail.project(), fail.calls());
            return true;
        } else if (disruption instanceof DamageStore damage) {
            return damage(node(damage.node()), damage.which());
        } else if (disruption instanceof SetClock set) {
            processes.clock(node(set.node())).orElseThrow().set(set.ahead());
            return true;
        } else if (disruption instanceof DeleteRead delete) {
            return deletion.ofRead(new TopicPartition(delete.topic(), delete.partition()));
        } else if (disruption instanceof DeleteUnread delete) {
            return deletion.ofUnread(new TopicPartition(delete.topic(), delete.partition()));
        }
        throw new IllegalStateException("no way to do " + disruption);
    }

    private static boolean kill(Node node, Duration pause) throws InterruptedException {
        return whileHeld(node, () -> {
            node.jvm().kill();
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            node.start();
        });
    }

    private static boolean freeze(Node node, Duration lasting) throws InterruptedException {
        return whileHeld(node, () -> {
            node.jvm().freeze();
            TimeUnit.NANOSECONDS.sleep(lasting.toNanos());
            node.jvm().thaw();
        });
    }

    private static boolean restart(Node node, Duration pause) throws InterruptedException {
        return whileHeld(node, () -> {
            node.jvm().terminate();
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            node.start();
        });
    }

    /** Stopped in its order, because what a killed app leaves behind is removed at its next start. */
    private boolean damage(Node node, long which) throws InterruptedException {
        AtomicBoolean damaged = new AtomicBoolean();
        return whileHeld(node, () -> {
                    node.jvm().terminate();
                    try {
                        damaged.set(StoreDamage.strike(processes.stateDirectory(node), which));
                    } finally {
                        node.start();
                    }
                })
                && damaged.get();
    }

    /** It can be killed and frozen like any other while it stays. */
    private static boolean join(Node node, Duration stay) throws InterruptedException {
        if (node.wanted() || !node.tryHold()) {
            return false;
        }
        try {
            node.start();
        } finally {
            node.letGo();
        }
        TimeUnit.NANOSECONDS.sleep(stay.toNanos());
        node.hold();
        try {
            node.retire();
        } finally {
            node.letGo();
        }
        return true;
    }

    @FunctionalInterface
    private interface Action {
        void run() throws InterruptedException;
    }

    private static boolean whileHeld(Node node, Action action) throws InterruptedException {
        if (!node.tryHold()) {
            return false;
        }
        try {
            if (!node.jvm().isRunning()) {
                return false;
            }
            action.run();
            return true;
        } finally {
            node.letGo();
        }
    }

    private Optional<Node> leader(Admin admin, String topic, int partition) throws InterruptedException {
        try {
            var description = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(LOOK_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .get(topic);
            return Optional.ofNullable(description.partitions().get(partition).leader())
                    .filter(leader -> !leader.isEmpty())
                    .map(leader -> processes.brokers().get(leader.id() - 1));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    private Node node(String name) {
        return processes.all().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
