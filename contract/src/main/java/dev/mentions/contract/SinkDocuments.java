package dev.mentions.contract;

/**
 * The sink's own documents, for whoever looks at them.
 *
 * <pre>
 * {@value FENCES}/{sink}.{generation}.{partition}                   {@value NEXT}, {@value OWNER}, {@value EPOCH}, {@value TOPIC_ID}
 * {@value DEAD_LETTERS}/{sink}.{generation}.{partition}.{offset}    {@value TOPIC}, {@value PARTITION}, {@value OFFSET}, {@value REASON}, {@value AT}
 * </pre>
 */
public final class SinkDocuments {

    public static final String FENCES = "mentions-fences";
    public static final String DEAD_LETTERS = "mentions-dead-letters";

    /** Offset of the first record whose delta is not in the counts yet; an integer. */
    public static final String NEXT = "next";

    public static final String AT = "at";
    public static final String EPOCH = "epoch";
    public static final String OFFSET = "offset";
    public static final String OWNER = "owner";
    public static final String PARTITION = "partition";
    public static final String REASON = "reason";
    public static final String TOPIC = "topic";
    public static final String TOPIC_ID = "topicId";

    private SinkDocuments() {}

    /** Returns what the ids of all fences and dead letters of a sink in a generation begin with, and no others. */
    public static String generationPrefix(String sink, Generation generation) {
        return sink + '.' + generation.number() + '.';
    }

    /** Returns the id of a partition's fence. */
    public static String fenceId(String sink, Generation generation, int partition) {
        return generationPrefix(sink, generation) + partition;
    }

    /** Returns the id of the document that stands for a record that was skipped. */
    public static String deadLetterId(String sink, Generation generation, int partition, long offset) {
        return fenceId(sink, generation, partition) + '.' + offset;
    }
}
