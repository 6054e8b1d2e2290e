package dev.mentions.contract;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The topics of a generation. Posts belong to all generations; what is derived from posts, dead letters too, is made anew
 * by each, but for the mentions where it counts those of another one.
 *
 * @param extraction the generation whose mentions are counted
 */
public record Topics(Generation generation, Generation extraction) {

    /** How far an event may lie after the acceptance of its post; one later would close windows for everybody. */
    public static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(10);

    /** The largest record on the posts topic, in bytes before compression. */
    public static final int MAX_POST_BYTES = 8 * 1024 * 1024;

    public Topics {
        requireNonNull(generation, "generation");
        requireNonNull(extraction, "extraction");
    }

    /** Of a generation that counts its own mentions. */
    public Topics(Generation generation) {
        this(generation, generation);
    }

    /** Accepted posts by id, stamped with the moment of acceptance: the source of truth, kept for replay. */
    public TopicSpec<String, Post> posts() {
        return new TopicSpec<>("mentions.posts.v1", Serdes.String(), new JsonSerde<>(Post.class), TopicSettings.POSTS);
    }

    /** What each post mentions: one record a publication, kind and entity of a post. */
    public TopicSpec<EntityKey, Mention> entities() {
        return new TopicSpec<>(
                extraction.name("mentions.entities.v1", '.'),
                new JsonSerde<>(EntityKey.class),
                new JsonSerde<>(Mention.class),
                TopicSettings.ENTITIES);
    }

    /** How counts change, as deltas, partitioned by {@link EntityKey}: one writer for each document in Firestore. */
    public TopicSpec<CountKey, CountUpdate> counts() {
        return new TopicSpec<>(
                generation.name("mentions.counts.v1", '.'),
                new JsonSerde<>(CountKey.class),
                new JsonSerde<>(CountUpdate.class),
                TopicSettings.COUNTS);
    }

    /** Dead letters as they were read, with the cause in their headers. */
    public TopicSpec<byte[], byte[]> rejected() {
        return new TopicSpec<>(
                generation.name("mentions.rejected.v1", '.'),
                Serdes.ByteArray(),
                Serdes.ByteArray(),
                TopicSettings.REJECTED);
    }

    /** Returns every topic, in the order data flows. */
    public List<TopicSpec<?, ?>> all() {
        return List.of(posts(), entities(), counts(), rejected());
    }

    /** Returns the topics that this generation alone has. */
    public List<TopicSpec<?, ?>> derived() {
        return generation.equals(extraction)
                ? List.of(entities(), counts(), rejected())
                : List.of(counts(), rejected());
    }
}
