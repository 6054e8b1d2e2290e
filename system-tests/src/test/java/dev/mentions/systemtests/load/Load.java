package dev.mentions.systemtests.load;

import dev.mentions.cli.pipeline.PipelineAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Several clients at once, and poison. Started once, stopped once. */
public final class Load {

    private static final int CLIENTS = 6;

    private final Journal journal = new Journal();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean goOn = true;

    /**
     * @param seed of everything that is drawn
     * @param postsPerSecond of all clients together, when all is well
     */
    public Load(PipelineAddress address, long seed, double postsPerSecond) throws IOException {
        Duration pace = Duration.ofNanos((long) (CLIENTS / postsPerSecond * 1e9));
        for (int i = 1; i <= CLIENTS; i++) {
            Client client = new Client(address.producer(), seed * CLIENTS + i, "c" + i, journal, pace, () -> goOn);
            threads.add(new Thread(client, "client-" + i));
        }
        threads.add(new Thread(new Poison(address.bootstrapServers(), seed, () -> goOn), "poison"));
    }

    public void start() {
        threads.forEach(Thread::start);
    }

    /**
     * Begins nothing new, and waits until everything that was begun has its answer.
     *
     * @throws IllegalStateException when that takes too long: something accepts nothing any more
     */
    public void finish(Duration limit) throws InterruptedException {
        goOn = false;
        long deadline = System.nanoTime() + limit.toNanos();
        for (Thread thread : threads) {
            thread.join(
                    Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
            if (thread.isAlive()) {
                threads.forEach(Thread::interrupt);
                throw new IllegalStateException(thread.getName() + " has no answer after " + limit.toSeconds() + " s");
            }
        }
    }

    /** Returns what the clients know. */
    public Journal journal() {
        return journal;
    }
}
