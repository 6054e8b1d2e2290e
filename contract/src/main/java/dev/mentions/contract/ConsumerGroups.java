package dev.mentions.contract;

import java.util.regex.Pattern;

/** The consumer groups of a generation: Kafka knows by them how far each stage has read. */
public final class ConsumerGroups {

    private static final Pattern OF_A_GENERATION = Pattern.compile("g\\d+-");

    /** What the brokers need, so that a group which is stopped still knows how far it has read. */
    public static final RequiredSetting OFFSETS_RETENTION = new RequiredSetting(
            "offsets.retention.minutes",
            Integer.toString(Integer.MAX_VALUE),
            RequiredSetting.Comparison.AT_LEAST,
            RequiredSetting.Severity.WARN,
            "an application that is stopped for %s loses its offsets and does not start again");

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
     * Returns whether a topic is the changelog of a state store of an application.
     *
     * @param applicationId one of those above
     */
    public static boolean isChangelog(String topicName, String applicationId) {
        String prefix = applicationId + '-';
        return topicName.startsWith(prefix)
                && topicName.endsWith("-changelog")
                // The first generation's id is what those of the others begin with.
                && !OF_A_GENERATION
                        .matcher(topicName.substring(prefix.length()))
                        .lookingAt();
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
