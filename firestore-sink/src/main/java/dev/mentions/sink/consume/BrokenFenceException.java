package dev.mentions.sink.consume;

import dev.mentions.sink.plan.Breach;

/** The sink cannot go on without a person's decision. The message says where and what. */
public final class BrokenFenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Breach breach;
    private final String where;

    BrokenFenceException(Breach breach, String where) {
        super(problem(breach, where) + ". " + breach.advice() + "; see docs/EXACTLY_ONCE.md");
        this.breach = breach;
        this.where = where;
    }

    private static String problem(Breach breach, String where) {
        return breach + ": " + breach.problem() + " (" + where + ")";
    }

    /** Returns what is wrong and where, without advice: what can be done depends on who runs Kafka and Firestore. */
    public String problem() {
        return problem(breach, where);
    }

    public Breach breach() {
        return breach;
    }
}
