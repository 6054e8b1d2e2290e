package dev.mentions.streams.config;

/** Which of the two applications a process runs, so that each scales by itself. */
public enum Role {
    EXTRACT,
    COUNT,
    BOTH;

    public boolean extracts() {
        return this != COUNT;
    }

    public boolean counts() {
        return this != EXTRACT;
    }
}
