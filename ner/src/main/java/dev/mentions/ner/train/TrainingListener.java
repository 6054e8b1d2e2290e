package dev.mentions.ner.train;

/** Hears how a training goes on, in its thread. */
public interface TrainingListener {

    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /** A part of the corpora has been read. */
    default void corpusRead(String name, int sentences) {}

    /**
     * A file of text without labels has been read.
     *
     * @param words how many have been read in all
     */
    default void textRead(String file, long words) {}

    /** Silver sentences have been checked, and only so many confirmed. */
    default void silverChecked(int sentences, int confirmed) {}

    /**
     * The training of a model begins; those that check silver sentences are trained one at a time.
     *
     * @param model from 1, of those whose average is the result
     * @param sentences that it learns from
     */
    default void modelStarted(int model, int models, int sentences) {}

    /**
     * A pass over all tokens is done.
     *
     * @param pass from 1
     * @param accuracy share of the training tokens that had the right outcome, by the margin, in this pass, 0 to 1
     */
    default void passFinished(int pass, int passes, double accuracy) {}
}
