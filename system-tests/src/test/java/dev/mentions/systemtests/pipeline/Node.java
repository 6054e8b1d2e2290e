package dev.mentions.systemtests.pipeline;

import dev.mentions.embedded.process.ChildJvm;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One process of the pipeline. Whoever does something to it holds it meanwhile, so that it is disrupted in one way at a
 * time, and so that a process that ends while nobody holds it is known to have ended by itself. Thread-safe.
 */
public final class Node {

    private final String name;
    private final ChildJvm jvm;
    private final Semaphore free = new Semaphore(1);
    private final AtomicInteger ownEnds = new AtomicInteger();
    private volatile boolean wanted;

    Node(String name, ChildJvm jvm) {
        this.name = name;
        this.jvm = jvm;
    }

    public String name() {
        return name;
    }

    /** Returns its process; only for who holds the node. */
    public ChildJvm jvm() {
        return jvm;
    }

    /** Takes the node unless somebody has it. */
    public boolean tryHold() {
        return free.tryAcquire();
    }

    /** Takes the node as soon as nobody has it. */
    public void hold() throws InterruptedException {
        free.acquire();
    }

    public void letGo() {
        free.release();
    }

    /** Starts it. It is started again when it ends by itself, until it is {@link #retire() retired}. */
    public void start() {
        wanted = true;
        if (!jvm.isRunning()) {
            jvm.launch();
        }
    }

    /** Stops it in its own order, for good or until the next start. */
    public void retire() {
        wanted = false;
        jvm.terminate();
    }

    /** Returns whether it is meant to run. */
    public boolean wanted() {
        return wanted;
    }

    /** Returns how often it has ended by itself. */
    public int ownEnds() {
        return ownEnds.get();
    }

    /** Starts it again when it has ended by itself, as an orchestrator would; returns whether it had. */
    boolean restartIfEnded() {
        if (!tryHold()) {
            return false;
        }
        try {
            if (!wanted || jvm.isRunning()) {
                return false;
            }
            ownEnds.incrementAndGet();
            jvm.launch();
            return true;
        } finally {
            letGo();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
