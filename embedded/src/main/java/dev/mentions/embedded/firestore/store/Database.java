package dev.mentions.embedded.firestore.store;

import com.google.firestore.v1.CommitResponse;
import com.google.firestore.v1.Write;
import dev.mentions.embedded.firestore.value.NameOrder;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All documents, in memory, with one lock around every commit and every look-up: a commit is seen whole or not at all.
 * Thread-safe.
 */
public final class Database implements AutoCloseable {

    /**
     * What a read found.
     *
     * @param readMicros the time as of which it is true; every later commit has a greater one
     */
    public record Read<T>(T found, long readMicros) {}

    private static final Logger LOGGER = LoggerFactory.getLogger(Database.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Collections collections = new Collections();
    private final List<CommitObserver> observers = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private final @Nullable CommitLog log;
    private long lastMicros;

    private Database(InstantSource clock, @Nullable Path directory) throws IOException {
        this.clock = clock;
        this.log = directory == null ? null : CommitLog.open(directory, new Restoration());
    }

    /** Returns an empty database that is gone with this process. */
    public static Database inMemory(InstantSource clock) {
        try {
            return new Database(clock, null);
        } catch (IOException e) {
            throw new IllegalStateException("Nothing was read or written", e);
        }
    }

    /**
     * Returns the database that is kept in a directory, which is made when it is not there.
     *
     * @throws IOException when it cannot be read, is damaged, or another server has it open
     */
    public static Database open(Path directory, InstantSource clock) throws IOException {
        return new Database(clock, directory);
    }

    /**
     * Applies writes, all or none.
     *
     * @param transaction null: none
     * @throws io.grpc.StatusRuntimeException when a precondition fails, a rule is broken, or what the transaction read
     *     has changed; nothing is applied then
     */
    public CommitResponse commit(List<Write> writes, @Nullable Transaction transaction) {
        lock.lock();
        try {
            if (transaction != null) {
                transaction.verify(this);
            }
            long commitMicros = Math.max(lastMicros + 1, Micros.of(clock.instant()));
            CommitPlan plan = new CommitPlan(collections::find, commitMicros);
            writes.forEach(plan::add);
            List<Change> changes = plan.changes();
            lastMicros = commitMicros;
            if (!changes.isEmpty()) {
                append(commitMicros, changes);
                publish(changes);
            }
            return plan.response();
        } finally {
            lock.unlock();
        }
    }

    private void append(long commitMicros, List<Change> changes) {
        if (log == null) {
            return;
        }
        try {
            log.append(commitMicros, changes);
        } catch (IOException e) {
            LOGGER.atError().setCause(e).log("A commit could not be logged and is refused");
            throw Status.INTERNAL
                    .withDescription("The commit could not be logged: " + e.getMessage())
                    .asRuntimeException();
        }
    }

    private void publish(List<Change> changes) {
        for (Change change : changes) {
            if (change.after() == null) {
                collections.remove(change.name());
            } else {
                collections.put(change.after());
            }
        }
        if (log != null) {
            log.compactWhenGrown(collections::all, lastMicros);
        }
        observers.forEach(observer -> observer.committed(changes));
    }

    /** Runs several reads as of one moment. */
    public <T> Read<T> read(Supplier<T> reads) {
        lock.lock();
        try {
            T found = reads.get();
            lastMicros = Math.max(lastMicros, Micros.of(clock.instant()));
            return new Read<>(found, lastMicros);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Looks documents up by name.
     *
     * @param transaction what is to remember the read; null: none
     */
    public Read<List<DocumentRead>> get(List<String> names, @Nullable Transaction transaction) {
        List<DocumentName> parsed = names.stream().map(DocumentName::parse).toList();
        return read(() -> {
            List<DocumentRead> found = new ArrayList<>(parsed.size());
            for (int i = 0; i < parsed.size(); i++) {
                DocumentRead read = new DocumentRead(names.get(i), collections.find(parsed.get(i)));
                if (transaction != null) {
                    transaction.recordRead(read.name(), read);
                }
                found.add(read);
            }
            return found;
        });
    }

    /** Returns the documents of a scope, in name order. */
    public Read<List<StoredDocument>> scan(Scope scope) {
        return read(() -> {
            List<Collection> found = collections.in(scope);
            int size = found.stream()
                    .mapToInt(collection -> collection.documents().size())
                    .sum();
            List<StoredDocument> documents = new ArrayList<>(size);
            found.forEach(collection -> documents.addAll(collection.documents().values()));
            if (found.size() > 1) {
                // Nearly sorted: only collections inside documents of one of the others are out of place.
                documents.sort(null);
            }
            return documents;
        });
    }

    /** Returns the ids of the collections below a document or below {@code projects/../documents}, sorted. */
    public Read<List<String>> collectionIds(String parent) {
        return read(() -> List.copyOf(collections.idsBelow(parent)));
    }

    /** Returns a collection's documents by id, with those that are not there but have collections below them. */
    public Read<List<DocumentRead>> list(String collectionPath, boolean showMissing) {
        return read(() -> {
            List<DocumentRead> documents = new ArrayList<>();
            Collection collection = collections.find(collectionPath);
            if (collection != null) {
                collection
                        .documents()
                        .values()
                        .forEach(document -> documents.add(new DocumentRead(document.name(), document)));
            }
            if (showMissing) {
                collections
                        .missingIn(collectionPath)
                        .forEach(id -> documents.add(new DocumentRead(collectionPath + '/' + id, null)));
                documents.sort((left, right) -> NameOrder.compare(left.name(), right.name()));
            }
            return documents;
        });
    }

    /** Returns a document's update time in microseconds, or 0 when there is none. */
    long version(DocumentName name) {
        StoredDocument document = collections.find(name);
        return document == null ? 0 : document.updateMicros();
    }

    /** Returns how many documents there are. */
    public int documentCount() {
        return read(collections::documentCount).found();
    }

    public void addObserver(CommitObserver observer) {
        observers.add(observer);
    }

    public void removeObserver(CommitObserver observer) {
        observers.remove(observer);
    }

    /** Closes the log. Commits fail afterwards. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (log != null) {
                log.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes what the log held, before anything else uses this database. */
    private final class Restoration implements Records.Target {

        @Override
        public void committed(long commitMicros) {
            lastMicros = Math.max(lastMicros, commitMicros);
        }

        @Override
        public void restored(DocumentName name, @Nullable StoredDocument document) {
            if (document == null) {
                collections.remove(name);
            } else {
                collections.put(document);
            }
        }
    }
}
