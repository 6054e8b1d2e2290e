package dev.mentions.streams.topology;

/** The names of nodes and stores. Stores and their changelogs live on under these: a new name is an empty store. */
final class Nodes {

    static final String INGEST_POSTS = "ingest-posts";
    static final String REJECT_UNREADABLE_POSTS = "reject-unreadable-posts";
    static final String EXTRACT_MENTIONS = "extract-mentions";
    static final String EGRESS_MENTIONS = "egress-mentions";
    static final String SEEN_POSTS = "seen-posts";

    static final String INGEST_MENTIONS = "ingest-mentions";
    static final String REJECT_UNREADABLE_MENTIONS = "reject-unreadable-mentions";
    static final String PLACE_MENTIONS = "place-mentions";
    static final String DISPLAY_NAMES = "display-names";
    static final String KEEP_ON_TIME = "keep-on-time-mentions";
    static final String KEEP_LATE = "keep-late-mentions";
    static final String COUNT_MENTIONS = "count-mentions";
    static final String ENTITY_COUNTS = "entity-counts";
    static final String STREAM_COUNTS = "stream-counts";
    static final String EMIT_DELTAS = "emit-deltas";
    static final String EMITTED_COUNTS = "emitted-counts";
    static final String UNEMITTED_COUNTS = "unemitted-counts";
    static final String EMIT_LATE_DELTAS = "emit-late-deltas";
    static final String MERGE_DELTAS = "merge-deltas";
    static final String EGRESS_DELTAS = "egress-deltas";

    private Nodes() {}
}
