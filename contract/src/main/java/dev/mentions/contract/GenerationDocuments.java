package dev.mentions.contract;

/**
 * Where Firestore tells of generations, for whoever counts or reads.
 *
 * <pre>
 * {@value META}/{@value CURRENT}             {@value GENERATION}, {@value PREVIOUS}, {@value PROMOTED_AT}
 * {@value REPLAYS}/{number}        {@value EXTRACTION}, and what else the replay that makes this generation was told
 * </pre>
 *
 * <p>Readers take the counts of the generation that {@value CURRENT} names, {@link Generation#FIRST} while it does not
 * exist. It changes in one write, when the other generation is whole.
 */
public final class GenerationDocuments {

    public static final String META = "mentions-meta";
    public static final String CURRENT = "current";
    public static final String REPLAYS = "mentions-replays";

    /** The generation that readers take; an integer. */
    public static final String GENERATION = "generation";

    /** The generation that they took before; an integer, or missing. */
    public static final String PREVIOUS = "previous";

    public static final String PROMOTED_AT = "promotedAt";

    /** The generation whose mentions this one counts: itself, or another one; an integer. */
    public static final String EXTRACTION = "extraction";

    private GenerationDocuments() {}
}
