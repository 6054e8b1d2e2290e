package dev.mentions.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Where counts stand in Firestore, for whoever writes or reads them.
 *
 * <pre>
 * publications/{publicationId}                                {@value KEY}, {@value NAME}, {@value ARTICLES}, {@value UPDATED_AT}
 * publications/{publicationId}/entities/{entityId}            {@value KEY}, {@value TEXT}, {@value KIND}, {@value COUNT}, {@value GENERATION}, {@value PERIOD}
 * publications/{publicationId}/windows/{windowId}             {@value START}, {@value END}, {@value ARTICLES}, {@value EXPIRE_AT}
 * publications/{publicationId}/windows/{windowId}/entities/{entityId}
 *                                                             {@value KEY}, {@value TEXT}, {@value KIND}, {@value COUNT}, {@value GENERATION}, {@value PERIOD}, {@value EXPIRE_AT}
 * </pre>
 *
 * <p>Ids are hashes in hexadecimal: whatever a publication or an entity is called, its id has no {@code /}, is no
 * reserved name and has a fixed length, and it is the same in every process for ever.
 */
public final class CountDocuments {

    public static final String ENTITIES = "entities";
    public static final String WINDOWS = "windows";

    public static final String ARTICLES = "articles";
    public static final String COUNT = "count";
    public static final String END = "end";
    public static final String EXPIRE_AT = "expireAt";
    /** Whose entity it is: a query of the collection group of entities finds those of every generation. */
    public static final String GENERATION = "generation";

    public static final String KEY = "key";
    /** {@link EntityKind#spelling()}. */
    public static final String KIND = "kind";

    public static final String NAME = "name";
    /** What an entity's count covers, {@value ALL_TIME} or {@value ONE_WINDOW}: such a query finds both. */
    public static final String PERIOD = "period";

    public static final String ALL_TIME = "all";
    public static final String ONE_WINDOW = "window";
    public static final String START = "start";
    public static final String TEXT = "text";
    /** When Firestore has written the publication's articles last, by its own clock, in milliseconds. */
    public static final String UPDATED_AT = "updatedAt";

    private static final int ID_BYTES = 16;

    private CountDocuments() {}

    /** Returns the name of a generation's root collection. */
    public static String root(Generation generation) {
        return generation.name("publications", '-');
    }

    /** Returns the id of a publication's document. */
    public static String publicationId(String publicationKey) {
        return hash(publicationKey);
    }

    /** Returns the id of an entity's document, the same below a publication and below each of its windows. */
    public static String entityId(EntityKind kind, String entityKey) {
        return hash(kind.name() + '\n' + entityKey);
    }

    /** Returns the id of a window's document: its start in ISO-8601, so that ids sort by time. */
    public static String windowId(Instant windowStart) {
        return windowStart.toString();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
