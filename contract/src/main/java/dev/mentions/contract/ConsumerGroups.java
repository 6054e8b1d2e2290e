package dev.mentions.contract;

/** The consumer groups of a generation: Kafka knows by them how far each stage has read. */
public final class ConsumerGroups {

    private ConsumerGroups() {}

    /** Returns the group, and so the Kafka Streams application, that reads posts. */
    public static String extract(Generation generation) {
        return generation.name("mentions-extract", '-');
    }

    /** Returns the group, and so the Kafka Streams application, that reads mentions. */
    public static String count(Generation generation) {
        return generation.name("mentions-count", '-');
    }

    /**
     * Returns the group that reads counts. Its offsets are for lag tools; fences say how far it has got.
     *
     * @param sink the sink's name
     */
    public static String sink(String sink, Generation generation) {
        return generation.name(sink + "-sink", '-');
    }
}
