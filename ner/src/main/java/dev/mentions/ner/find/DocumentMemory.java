package dev.mentions.ner.find;

import java.util.Arrays;

/** What each word of a document was last found to be. For one thread; as large as the document makes it. */
final class DocumentMemory {

    static final int UNSEEN = -1;

    private static final int USUAL_CAPACITY = 2_048;

    /** Stands for the key 0, which marks a free place. */
    private static final long ZERO = 0x5851F42D4C957F2DL;

    private long[] words = new long[USUAL_CAPACITY];
    private short[] outcomes = new short[USUAL_CAPACITY];
    private int size;

    void clear() {
        if (words.length > USUAL_CAPACITY) {
            words = new long[USUAL_CAPACITY];
            outcomes = new short[USUAL_CAPACITY];
        } else if (size > 0) {
            Arrays.fill(words, 0);
        }
        size = 0;
    }

    void put(long word, int outcome) {
        int place = place(word);
        if (words[place] == 0) {
            words[place] = word == 0 ? ZERO : word;
            size++;
        }
        outcomes[place] = (short) outcome;
        if (2 * size > words.length) {
            grow();
        }
    }

    /** Returns the outcome; {@link #UNSEEN} when the document has not had the word. */
    int get(long word) {
        int place = place(word);
        return words[place] == 0 ? UNSEEN : outcomes[place];
    }

    private void grow() {
        long[] oldWords = words;
        short[] oldOutcomes = outcomes;
        words = new long[2 * oldWords.length];
        outcomes = new short[words.length];
        for (int i = 0; i < oldWords.length; i++) {
            if (oldWords[i] != 0) {
                int place = place(oldWords[i]);
                words[place] = oldWords[i];
                outcomes[place] = oldOutcomes[i];
            }
        }
    }

    private int place(long word) {
        long sought = word == 0 ? ZERO : word;
        int mask = words.length - 1;
        int place = (int) TextHash.spread(sought) & mask;
        while (words[place] != 0 && words[place] != sought) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
