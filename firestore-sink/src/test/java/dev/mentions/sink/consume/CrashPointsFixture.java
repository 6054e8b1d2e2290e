package dev.mentions.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.firestore.v1.CommitRequest;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.SinkDocuments;
import dev.mentions.embedded.firestore.FaultRule;
import dev.mentions.embedded.firestore.FirestoreServer;
import dev.mentions.embedded.firestore.Rpc;
import dev.mentions.sink.config.RampPolicy;
import dev.mentions.sink.plan.SourceLog;
import dev.mentions.sink.store.FirestoreCountStore;
import dev.mentions.sink.store.Firestores;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** A Firestore server, a short log of deltas with holes, and sinks of it as many as a test wants. */
final class CrashPointsFixture implements AutoCloseable {

    static final String FENCE = SinkDocuments.FENCES + "/mentions.1.0";
    private static final long LOG_END = 8;
    private static final Instant THURSDAY = Instant.parse("2026-11-19T00:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-11-20T00:00:00Z");
    private static final EntityKey ARTICLES = EntityKey.articles("le monde");
    private static final EntityKey ADA = new EntityKey("le monde", EntityKind.PERSON, "ada lovelace");
    private static final EntityKey BOB = new EntityKey("le monde", EntityKind.PERSON, "bob");

    /** Offsets 2 and 7 are holes. A commit holds six documents, so this takes two. */
    private static final List<SourceRecord> LOG = List.of(
            delta(0, ARTICLES, FRIDAY, 2, "Le Monde"),
            delta(1, ADA, FRIDAY, 1, "Ada"),
            delta(3, ADA, THURSDAY, 2, "Ada"),
            delta(4, BOB, FRIDAY, 3, "Bob"),
            delta(5, ADA, FRIDAY, -1, "Ada"),
            delta(6, ARTICLES, FRIDAY, 1, "Le Monde"));

    final FirestoreServer server;
    final FirestoreCountStore store;
    final Firestores reader;
    final AtomicLong nanos = new AtomicLong();

    CrashPointsFixture() throws Exception {
        this.server = FirestoreServer.builder().start();
        this.store = FirestoreCountStore.connect(Firestores.config(server));
        this.reader = new Firestores(server);
    }

    FakeSink sink() {
        return new FakeSink(store, LOG, LOG_END, nanos);
    }

    FakeSink sink(FirestoreCountStore other) {
        return new FakeSink(other, LOG, LOG_END, nanos);
    }

    FakeSink sink(SourceLog log, RampPolicy ramp) {
        return new FakeSink(store, LOG, log, nanos, ramp);
    }

    FakeSink sinkOf(List<SourceRecord> log) {
        long end = Math.max(LOG_END, log.get(log.size() - 1).offset() + 1);
        return new FakeSink(store, log, end, nanos);
    }

    /** A sink that has claimed and read nothing. */
    FakeSink claimed() {
        FakeSink sink = sink();
        sink.driveUntil(sink.state::holdsFence);
        return sink;
    }

    /** Commits that hold counts. */
    FaultRule onCounts() {
        return server.faults().on(Rpc.COMMIT).matching(CommitRequest.class, request -> request.getWritesCount() > 1);
    }

    /** Commits of the fence alone: claims, in these tests. */
    FaultRule onClaim() {
        return server.faults().on(Rpc.COMMIT).matching(CommitRequest.class, request -> request.getWritesCount() == 1);
    }

    static SourceLog log() {
        return new SourceLog(FakeSink.TOPIC_ID, 0, LOG_END, false);
    }

    static SourceRecord delta(long offset, EntityKey key, Instant window, long delta, String name) {
        return new SourceRecord.Delta(
                offset,
                FakeSink.WALL.toEpochMilli(),
                PostOrigin.UNKNOWN,
                CountKey.of(key, window),
                new CountUpdate(delta, null, name, window.plus(Duration.ofDays(1))));
    }

    void assertExact() throws Exception {
        assertThat(reader.counts()).isEqualTo(expected());
        assertThat(reader.get(FENCE).getLong(SinkDocuments.NEXT)).isEqualTo(LOG_END);
    }

    static Map<String, Long> expected() {
        String publication = "publications/" + CountDocuments.publicationId("le monde");
        String ada = "/entities/" + CountDocuments.entityId(EntityKind.PERSON, "ada lovelace");
        String bob = "/entities/" + CountDocuments.entityId(EntityKind.PERSON, "bob");
        String thursday = publication + "/windows/2026-11-19T00:00:00Z";
        String friday = publication + "/windows/2026-11-20T00:00:00Z";
        return new TreeMap<>(Map.of(
                publication,
                3L,
                publication + ada,
                2L,
                publication + bob,
                3L,
                friday,
                3L,
                friday + ada,
                0L,
                friday + bob,
                3L,
                thursday + ada,
                2L));
    }

    @Override
    public void close() throws IOException {
        store.close();
        reader.close();
        server.close();
    }
}
