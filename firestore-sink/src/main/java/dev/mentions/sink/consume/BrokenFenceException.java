package dev.mentions.sink.consume;

import dev.mentions.sink.plan.Breach;

/** The sink cannot go on without a person's decision. The message says where and what. */
public final class BrokenFenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Breach breach;

    BrokenFenceException(Breach breach, String where) {
        super(breach + ": " + breach.meaning() + " (" + where + "); see docs/EXACTLY_ONCE.md");
        this.breach = breach;
    }

    public Breach breach() {
        return breach;
    }
}
