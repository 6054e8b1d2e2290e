package dev.mentions.cli.command;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Closes what a command has started, last first, when the command ends or the process is told to (Ctrl-C, SIGTERM); the
 * latter with exit code 0, after a bounded time.
 */
final class OrderlyStop implements AutoCloseable {

    /** Below the 30 s that a stop may take; what is not finished by then is kept for the next start. */
    private static final long LIMIT_MILLIS = TimeUnit.SECONDS.toMillis(27);

    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final PrintWriter err;
    private final Thread hook = new Thread(this::stopProcess, "stop");

    private boolean closing;

    private OrderlyStop(PrintWriter err) {
        this.err = err;
    }

    static OrderlyStop install(PrintWriter err) {
        OrderlyStop stop = new OrderlyStop(err);
        Runtime.getRuntime().addShutdownHook(stop.hook);
        return stop;
    }

    /** Takes something over to close; closes it at once when the process is stopping already. */
    synchronized <T extends AutoCloseable> T owns(T part) throws Exception {
        if (closing) {
            part.close();
            throw new InterruptedException("stopped while starting");
        }
        owned.push(part);
        return part;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is stopping: the hook closes, and ends the process when it has.
            awaitEnd();
        }
        closeOwned();
    }

    private void stopProcess() {
        err.println("stopping: finishing what was accepted");
        Thread closer = new Thread(this::closeOwned, "close");
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(LIMIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        err.println(closer.isAlive() ? "stopped before all was finished; the rest is kept" : "stopped");
        // A hook cannot choose the exit code otherwise, and this is an orderly end.
        Runtime.getRuntime().halt(0);
    }

    private synchronized void closeOwned() {
        closing = true;
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (Exception e) {
                err.println("not closed cleanly: " + e);
            }
        }
    }

    private static void awaitEnd() {
        while (true) {
            try {
                TimeUnit.DAYS.sleep(1);
            } catch (InterruptedException e) {
                // Nothing but the end of the process ends this.
            }
        }
    }
}
