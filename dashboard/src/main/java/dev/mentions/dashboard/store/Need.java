package dev.mentions.dashboard.store;

/** Why something is read. */
public enum Need {
    /** Nobody has it yet, and somebody asks. */
    FIRST,
    /** There is an older answer that can be given instead. */
    REFRESH
}
