package dev.mentions.sink.plan;

/** Why the sink must stop: contradictions that no program should guess about. B1 to B6 of docs/EXACTLY_ONCE.md. */
public enum Breach {
    TOPIC_RECREATED("The topic is not the one that was counted so far; start a new generation"),
    FENCE_MISSING("The fence is missing although this partition was counted before; restore it, or delete the sink's"
            + " consumer group if the counts are gone too"),
    FENCE_AHEAD_OF_LOG("The fence is ahead of the log, which has lost records; start a new generation"),
    OFFSETS_OUT_OF_RANGE("Records were deleted before they were counted; start a new generation"),
    FENCE_MOVED("The fence is where nobody can have put it; restore counts and fences together"),
    FENCE_REFUSED("Firestore refuses the fence itself; are firestore.project and firestore.database right?");

    private final String meaning;

    Breach(String meaning) {
        this.meaning = meaning;
    }

    /** Returns what is wrong and the way out, for a person. */
    public String meaning() {
        return meaning;
    }
}
