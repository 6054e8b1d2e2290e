package dev.mentions.dashboard.events;

/** Readers take another generation: all that was read is of the past. */
public record GenerationEvent(int generation) {

    /** The name it is sent under. */
    public static final String NAME = "generation";
}
