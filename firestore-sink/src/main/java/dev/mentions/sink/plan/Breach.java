package dev.mentions.sink.plan;

/** Why the sink must stop: contradictions that no program should guess about. B1 to B6 of docs/EXACTLY_ONCE.md. */
public enum Breach {
    TOPIC_RECREATED("The topic is not the one that was counted so far", "Start a new generation"),
    FENCE_MISSING(
            "The fence is missing although this partition was counted before",
            "Restore it, or delete the sink's consumer group if the counts are gone too"),
    FENCE_AHEAD_OF_LOG("The fence is ahead of the log, which has lost records", "Start a new generation"),
    OFFSETS_OUT_OF_RANGE("Records were deleted before they were counted", "Start a new generation"),
    FENCE_MOVED("The fence is where nobody can have put it", "Restore counts and fences together"),
    FENCE_REFUSED(
            "Firestore refuses the fence itself", "Check firestore.project and firestore.database in the settings");

    private final String problem;
    private final String advice;

    Breach(String problem, String advice) {
        this.problem = problem;
        this.advice = advice;
    }

    /** Returns what is wrong, for a person. */
    public String problem() {
        return problem;
    }

    /** Returns the way out where Kafka and Firestore run on their own, for a person. */
    public String advice() {
        return advice;
    }
}
