package dev.mentions.ner.find;

/** Finds the names among tokens, as OpenNLP's {@code NameFinderME} does with the same model. For one thread. */
public interface NameFinder {

    /** Forgets what the sentences so far told of their words. What follows depends on nothing before. */
    void startDocument();

    /**
     * Finds the names of the document's next sentence.
     *
     * @param sentence best of bounded length: one that is left to OpenNLP takes the square of its length
     * @return overwritten by the next call
     */
    FoundNames find(Tokens sentence);
}
