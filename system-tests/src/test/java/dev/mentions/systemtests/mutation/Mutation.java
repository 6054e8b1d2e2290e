package dev.mentions.systemtests.mutation;

import dev.mentions.sink.app.SinkMain;
import dev.mentions.streams.app.StreamsMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One way in which the pipeline can be built wrong. */
public enum Mutation {

    /** The client library sends commits again by itself, as it does unless told not to. */
    RETRIED_COMMITS(SinkMain.class, Parts.RETRIES),

    /** The same, and commits do not demand that the fence is as it was: plain increments. */
    RETRIED_INCREMENTS(SinkMain.class, Parts.RETRIES, Parts.NO_PRECONDITION),

    /** The sink goes on where its consumer group has got to, whatever the fence says. */
    TRUSTED_GROUP_OFFSET(
            SinkMain.class,
            new Graft("dev.mentions.sink.consume.SourceTopic", "find", GroupOffset.LookUp.class),
            new Graft("dev.mentions.sink.consume.FenceSession", "claimed", GroupOffset.GoOn.class)),

    /** Streams commits offsets, state and output one after the other instead of together. */
    AT_LEAST_ONCE(
            StreamsMain.class,
            new Graft("dev.mentions.streams.runtime.StreamsProperties", "common", AtLeastOnce.class)),

    /** The ids of documents are different in each process, as Python's {@code hash()} would have it. */
    SALTED_HASH(SinkMain.class, new Graft("dev.mentions.contract.CountDocuments", "hash", SaltedHash.class));

    private static final class Parts {
        static final Graft RETRIES = new Graft("dev.mentions.sink.store.FirestoreConnection", "open", Retries.class);
        static final Graft NO_PRECONDITION =
                new Graft("dev.mentions.sink.store.CommitRequests", "commit", NoPrecondition.class);
    }

    private final Class<?> process;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that cannot be changed, of records
    private final List<Graft> grafts;

    Mutation(Class<?> process, Graft... grafts) {
        this.process = process;
        this.grafts = List.of(grafts);
    }

    List<Graft> grafts() {
        return grafts;
    }

    /** Returns the main class of the processes that it is for. */
    public Class<?> process() {
        return process;
    }

    /**
     * Returns the JVM options that break a process. It ends at once when it cannot be broken.
     *
     * @param directory for what the options need
     */
    public List<String> options(Path directory) throws IOException {
        Path jar = MutationAgent.writeJar(directory.toAbsolutePath());
        return List.of("-javaagent:" + jar + "=" + name());
    }
}
