package dev.mentions.producer.http;

import dev.mentions.http.Problem;
import dev.mentions.producer.http.StreamResult.LineError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Counts what becomes of the posts of one stream. Safe for use by several threads. */
final class StreamTally {

    private static final long NONE = Long.MAX_VALUE;

    private final int maxErrors;
    private final List<LineError> errors = new ArrayList<>();
    private long accepted;
    private long refused;
    private long failed;
    private long underWay;
    private long resumeFrom = NONE;

    /**
     * @param maxErrors that are listed; all are counted
     */
    StreamTally(int maxErrors) {
        this.maxErrors = maxErrors;
    }

    /** A post was handed over and will be {@link #acknowledged()} or {@link #notAcknowledged}. */
    synchronized void handedOver() {
        underWay++;
    }

    synchronized void acknowledged() {
        accepted++;
        underWay--;
        notifyAll();
    }

    synchronized void notAcknowledged(long line, Problem problem) {
        if (problem.status() == PostFault.TOO_LARGE.status()) {
            refused(line, problem);
        } else {
            failed(line, problem);
        }
        underWay--;
        notifyAll();
    }

    /** A post can never be accepted as it is. */
    synchronized void refused(long line, Problem problem) {
        refused++;
        list(line, problem);
    }

    /** A post was not accepted, through no fault of its own. */
    synchronized void failed(long line, Problem problem) {
        failed++;
        list(line, problem);
        resumeFrom = Math.min(resumeFrom, line);
    }

    /** Tells whether reading on is of no use. */
    synchronized boolean interrupted() {
        return resumeFrom != NONE;
    }

    /** Waits until every post that was handed over has its outcome, and returns them all. */
    synchronized StreamResult await(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (underWay > 0) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                // Which ones are missing is not known, so all are to be sent again.
                failed += underWay;
                resumeFrom = 1;
                break;
            }
            wait(millis);
        }
        List<LineError> byLine = errors.stream()
                .sorted(Comparator.comparingLong(LineError::line))
                .toList();
        return new StreamResult(accepted, refused, failed, byLine, resumeFrom == NONE ? null : resumeFrom);
    }

    private void list(long line, Problem problem) {
        if (errors.size() < maxErrors) {
            errors.add(LineError.of(line, problem));
        }
    }
}
