package dev.mentions.contract;

/**
 * Where Firestore keeps which records an application had to go on without, for whoever reads its counts.
 *
 * <pre>
 * {@value LOSSES}/{application}.{partition}.{first}    {@value APPLICATION}, {@value TOPIC}, {@value PARTITION}, {@value FIRST}, {@value LAST}, {@value READ}, {@value ACCEPTED_AT}
 * </pre>
 */
public final class LossDocuments {

    public static final String LOSSES = "mentions-losses";

    /** The application that missed the records, one of {@link ConsumerGroups}; a string. */
    public static final String APPLICATION = "application";

    public static final String TOPIC = "topic";
    public static final String PARTITION = "partition";

    /** The first offset that was lost; an integer. */
    public static final String FIRST = "first";

    /** The last offset that was lost; an integer. */
    public static final String LAST = "last";

    /** Whether the application had read the records, so that counts have them; a boolean. */
    public static final String READ = "read";

    /** When an operator accepted the loss; a timestamp. */
    public static final String ACCEPTED_AT = "acceptedAt";

    private LossDocuments() {}

    /** Returns the id of the document of one range of offsets. */
    public static String id(String application, int partition, long first) {
        return application + '.' + partition + '.' + first;
    }
}
