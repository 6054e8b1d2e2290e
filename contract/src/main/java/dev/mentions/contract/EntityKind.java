package dev.mentions.contract;

/** What is counted. {@link #ARTICLE} counts posts themselves, so that a share of articles can be told. */
public enum EntityKind {
    ARTICLE,
    PERSON,
    ORGANIZATION,
    LOCATION,
    MISC
}
