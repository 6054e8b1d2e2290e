package dev.mentions.dashboard.counts;

import dev.mentions.dashboard.store.StoreAwayException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads several things at a time. What they do must not use these threads itself. Thread-safe. */
public final class ReadThreads implements AutoCloseable {

    private static final int THREADS = 16;

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "dashboard-reads");
        thread.setDaemon(true);
        return thread;
    });

    /** Does all and returns what each gave, in the same order; throws what the first of them threw. */
    public <K, T> Map<K, T> all(Map<K, Callable<T>> tasks) {
        Map<K, Future<T>> futures = new LinkedHashMap<>();
        tasks.forEach((key, task) -> futures.put(key, executor.submit(task)));
        Map<K, T> results = new LinkedHashMap<>();
        List<RuntimeException> failures = new ArrayList<>();
        futures.forEach((key, future) -> {
            try {
                results.put(key, future.get());
            } catch (ExecutionException e) {
                failures.add(
                        e.getCause() instanceof RuntimeException cause
                                ? cause
                                : new IllegalStateException("A reading failed", e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.add(new StoreAwayException("Interrupted while waiting for Firestore", e));
            }
        });
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return results;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
