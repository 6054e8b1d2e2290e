package dev.mentions.embedded.firestore;

import com.google.firestore.v1.ListenRequest;
import com.google.firestore.v1.ListenResponse;
import dev.mentions.embedded.firestore.query.Indexes;
import dev.mentions.embedded.firestore.store.Database;
import dev.mentions.embedded.firestore.store.Transactions;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A Firestore server in this JVM, for development and tests, not for production: it has no security, listens on loopback
 * unless told otherwise, and keeps everything in memory. It answers what the Java client sends, with production's rules,
 * limits and codes where {@code docs/FIRESTORE_SERVER.md} does not say otherwise.
 *
 * <pre>{@code
 * try (FirestoreServer server = FirestoreServer.builder().start()) {
 *     Firestore client = FirestoreOptions.newBuilder()
 *             .setEmulatorHost(server.host()).setProjectId("any").build().getService();
 * }
 * }</pre>
 *
 * <p>With a directory, every commit is in its log before it is answered, and survives a kill of the process; a power
 * failure may lose the last seconds. Any project and database can be used unless there is {@link Builder#only}; each has its own
 * documents. Thread-safe.
 */
public final class FirestoreServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final Database database;
    private final ExecutorService executor;
    private final Endpoint endpoint;
    private final Faults faults;
    private final Statistics statistics = new Statistics();
    private final Transactions transactions = new Transactions();
    private final CallListener listener;
    private final Indexes indexes;
    private final @Nullable OneDatabase only;

    private FirestoreServer(
            Database database,
            String address,
            int port,
            CallListener listener,
            Indexes indexes,
            @Nullable OneDatabase only) {
        this.database = database;
        this.only = only;
        this.indexes = indexes;
        this.listener = listener;
        this.executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "firestore-server");
            thread.setDaemon(true);
            return thread;
        });
        this.endpoint = new Endpoint(address, port, this::service, executor);
        this.faults = new Faults(endpoint);
    }

    /** Returns a builder for a server in memory on a free port. */
    public static Builder builder() {
        return new Builder();
    }

    private ServerServiceDefinition service() {
        CallHandler handler = new CallHandler(faults, statistics, listener);
        new WriteCalls(database, transactions, statistics).addTo(handler);
        new ReadCalls(database, transactions, statistics, indexes).addTo(handler);
        new ListCalls(database, statistics).addTo(handler);
        handler.bidirectional(
                Rpc.LISTEN,
                ListenRequest.getDefaultInstance(),
                ListenResponse.getDefaultInstance(),
                client -> new ListenStream(client, database, faults, statistics, executor, indexes));
        ServerServiceDefinition service = handler.build();
        return only == null ? service : ServerInterceptors.intercept(service, only);
    }

    /** Returns {@code 127.0.0.1:port}, or what address it was told, as {@code FirestoreOptions.setEmulatorHost} takes it. */
    public String host() {
        return endpoint.address() + ':' + endpoint.port();
    }

    /** Returns the faults that can be made to happen. */
    public Faults faults() {
        return faults;
    }

    /** Returns what the server has counted. */
    public Statistics statistics() {
        return statistics;
    }

    /** Returns how many documents there are, in all databases. */
    public int documentCount() {
        return database.documentCount();
    }

    /** Cuts all connections, waits for a snapshot that is being written, and lets go of the directory. */
    @Override
    public void close() throws IOException {
        faults.clear();
        endpoint.close();
        executor.shutdownNow();
        database.close();
    }

    /** Builds a server. Not thread-safe. */
    public static final class Builder {

        private @Nullable Path directory;
        private String address = LOOPBACK;
        private int port;
        private InstantSource clock = Clock.systemUTC();
        private CallListener listener = (rpc, request) -> {};
        private Indexes indexes = Indexes.automatic();
        private @Nullable OneDatabase only;

        private Builder() {}

        /** Keeps the documents in this directory, which is made when it is not there; without one they are lost at close. */
        public Builder directory(Path directory) {
            this.directory = directory;
            return this;
        }

        /**
         * Listens on this address of the machine instead of 127.0.0.1; 0.0.0.0 are all of them. Whoever reaches it can
         * read and write everything.
         */
        public Builder address(String address) {
            this.address = address;
            return this;
        }

        /** Listens on this port; 0, the default, picks a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Takes update times from this clock; they rise strictly even when it does not. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /** Tells this listener of each call. */
        public Builder listener(CallListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Has these indexes: as in production, a query that needs another one fails. By default each field has the ones
         * that Firestore makes of its own, and there are no others.
         */
        public Builder indexes(Indexes indexes) {
            this.indexes = indexes;
            return this;
        }

        /** Has this database only: calls for another one fail with NOT_FOUND. All databases exist by default. */
        public Builder only(String project, String database) {
            this.only = new OneDatabase(project, database);
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws IOException when the port cannot be bound, or the directory is in use by another server, damaged or
         *     unreadable
         */
        public FirestoreServer start() throws IOException {
            Database database = directory == null ? Database.inMemory(clock) : Database.open(directory, clock);
            FirestoreServer server = new FirestoreServer(database, address, port, listener, indexes, only);
            try {
                server.endpoint.start();
                return server;
            } catch (IOException e) {
                server.close();
                throw e;
            }
        }
    }
}
