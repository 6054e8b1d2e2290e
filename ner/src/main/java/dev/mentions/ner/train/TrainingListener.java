package dev.mentions.ner.train;

/** Hears how a training goes on, in its thread. */
public interface TrainingListener {

    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /** A part of the corpora has been read. */
    default void corpusRead(String name, int sentences) {}

    /**
     * A pass over all tokens is done.
     *
     * @param pass from 1
     * @param accuracy share of the training tokens that were labelled right in this pass, 0 to 1
     */
    default void passFinished(int pass, int passes, double accuracy) {}
}
