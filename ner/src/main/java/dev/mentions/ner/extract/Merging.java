package dev.mentions.ner.extract;

/** Whether different names are taken for one entity; {@code docs/NER.md} has the rules. */
public enum Merging {
    /** A short form counts for the full name that the same text has, if that is beyond doubt. */
    WITHIN_POST,
    /** Only names with the same normal form are the same entity. */
    NONE
}
