package dev.mentions.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.embedded.kafka.BrokerProcess;
import dev.mentions.systemtests.load.Flood;
import dev.mentions.systemtests.load.Journal;
import dev.mentions.systemtests.pipeline.Node;
import dev.mentions.systemtests.pipeline.SeparateProcesses;
import dev.mentions.systemtests.pipeline.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * More load than there is room for, then a Firestore and brokers that are away: nothing is started again, nobody does
 * anything, and the counts come out right. {@code -Dfirestore.away.seconds} and {@code -Dbrokers.away.seconds} make the
 * outages longer.
 */
class HardTimesIT {

    private static final long SEED = 8;

    /** No service is killed, so that nobody has to do the work of another one; and a record cache, as in production. */
    private static final Size SIZE = new Size(3, 1, 1, 0, 1);

    private static final Duration FIRESTORE_AWAY = Duration.ofSeconds(Long.getLong("firestore.away.seconds", 10));
    private static final Duration BROKERS_AWAY = Duration.ofSeconds(Long.getLong("brokers.away.seconds", 10));

    /** What each broker takes from the producer: a fraction of what the clients send. */
    private static final double BYTES_PER_SECOND = 8_000;

    private static final int FLOODS = 3;
    private static final int POSTS_PER_FLOOD = 600;

    /** Enough for a rate, when nothing holds the clients back. */
    private static final int FREE_POSTS_PER_FLOOD = 1_000;

    private double mostInFlight;
    private double longestThrottle;

    @Test
    void shouldHoldBackClientsAndOutlastOutages() throws Exception {
        Trial.Outcome outcome = new Trial(SEED, 20, Path.of("target", "hard-times")).run(SIZE, (processes, journal) -> {
            double overload = overload(processes, journal);
            away(List.of(processes.firestore()), FIRESTORE_AWAY);
            away(processes.brokers(), BROKERS_AWAY);
            return Map.of(
                    "times the posts that brokers took, when clients were not held back", (int) overload,
                    "seconds without Firestore", (int) FIRESTORE_AWAY.toSeconds(),
                    "seconds without brokers", (int) BROKERS_AWAY.toSeconds());
        });

        assertThat(outcome.verdict().differences()).isEmpty();
        assertThat(outcome.verdict().posts()).isGreaterThan(FLOODS * (FREE_POSTS_PER_FLOOD + POSTS_PER_FLOOD));
        assertThat(outcome.ownEnds()).as("processes that ended by themselves").isEmpty();
        assertThat(mostInFlight)
                .as("posts that waited for the brokers")
                .isBetween(SeparateProcesses.MOST_IN_FLIGHT * 0.9, (double) SeparateProcesses.MOST_IN_FLIGHT);
        assertThat(longestThrottle)
                .as("ms for which brokers held the producer back")
                .isPositive();
        assertThat(outcome.errands()).as("what clients were told").containsKey(Journal.TOLD_TO_WAIT);
        assertThat(outcome.memory()).containsKeys("broker-1", "firestore", "producer", "streams-1", "sink-1");
        assertThat(outcome.memory()).allSatisfy((name, mib) -> assertThat(mib).isLessThan(mostMemory(name)));
    }

    /** Returns the heap that a process is given and half as much again for all else, in MiB. */
    private static long mostMemory(String process) {
        long heap = SeparateProcesses.SERVICE_HEAP_MIB;
        if (process.startsWith("broker")) {
            heap = BrokerProcess.HEAP_MIB;
        } else if (process.equals("firestore")) {
            heap = SeparateProcesses.FIRESTORE_HEAP_MIB;
        }
        return heap * 3 / 2 + 100;
    }

    /**
     * The brokers take posts more slowly than clients send them: the producer must make the clients wait.
     *
     * @return how many times as many posts a second the clients send when brokers take all they can
     */
    private double overload(SeparateProcesses processes, Journal journal) throws Exception {
        double free = flood(processes, journal, "free", FREE_POSTS_PER_FLOOD);
        quota(processes, BYTES_PER_SECOND);
        mostInFlight = 0;
        longestThrottle = 0;
        double held = flood(processes, journal, "held", POSTS_PER_FLOOD);
        quota(processes, null);
        return free / held;
    }

    /** Sends posts as fast as they are taken and returns the rate, a second. */
    private double flood(SeparateProcesses processes, Journal journal, String name, int postsPerFlood)
            throws Exception {
        long start = System.nanoTime();
        List<Thread> floods = new ArrayList<>();
        for (int i = 0; i < FLOODS; i++) {
            Thread flood = new Thread(
                    new Flood(processes.address().producer(), name + i, postsPerFlood, journal), "flood-" + name + i);
            flood.start();
            floods.add(flood);
        }
        while (floods.stream().anyMatch(Thread::isAlive)) {
            mostInFlight =
                    Math.max(mostInFlight, processes.metric(processes.producer(), "mentions_producer_posts_in_flight"));
            longestThrottle = Math.max(
                    longestThrottle,
                    processes.metric(processes.producer(), "kafka_producer_produce_throttle_time_max"));
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return FLOODS * postsPerFlood / ((System.nanoTime() - start) / 1e9);
    }

    /** Sets how much a broker takes from the producer, or takes the bound away. */
    private static void quota(SeparateProcesses processes, @Nullable Double bytesPerSecond) throws Exception {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, processes.address().bootstrapServers()))) {
            ClientQuotaEntity producer =
                    new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "mentions-producer"));
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                            producer, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytesPerSecond)))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static void away(List<Node> nodes, Duration time) throws InterruptedException {
        for (Node node : nodes) {
            node.hold();
            node.jvm().kill();
        }
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        for (Node node : nodes) {
            node.start();
            node.letGo();
        }
    }
}
