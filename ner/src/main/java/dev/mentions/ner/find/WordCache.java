package dev.mentions.ner.find;

import java.util.Arrays;

/**
 * Words met before and what they give to scores. For one thread. Everything kept follows from the word alone, so what
 * is kept and what was thrown away decides only the time taken.
 */
final class WordCache {

    /** How many words are kept between sentences; about a kilobyte each. */
    static final int MAX_WORDS = 16_384;

    /** Of all words together; ten a word are usual. */
    private static final int MAX_CHARS = 16 * MAX_WORDS;

    /** What a sentence of usual size fits in beside them. */
    private static final int USUAL_CAPACITY = MAX_WORDS + 512;

    private final TextHash hashing;
    private final WordScores scores;

    private int size;
    private int[] places = new int[4_096];
    private long[] hashes = new long[1_024];
    private int[] charStarts = new int[1_025];
    private int[] uses = new int[1_024];
    private char[] chars = new char[16_384];

    WordCache(CompiledModel model) {
        this.hashing = model.weights.hash();
        this.scores = new WordScores(model, hashes.length);
        Arrays.fill(places, -1);
    }

    WordScores scores() {
        return scores;
    }

    /** Makes room. The numbers of words are good until the next call. */
    void startSentence() {
        if (size > MAX_WORDS || charStarts[size] > MAX_CHARS) {
            int mostUses = 1;
            while (!keep(mostUses)) {
                mostUses *= 2;
            }
        }
    }

    /** Returns the number of a word, by which its scores are found. */
    int word(char[] text, int start, int end) {
        long hash = TextHash.EMPTY;
        for (int i = start; i < end; i++) {
            hash = hashing.append(hash, text[i]);
        }
        int mask = places.length - 1;
        int place = (int) TextHash.spread(hash) & mask;
        for (int word = places[place]; word >= 0; word = places[place]) {
            if (hashes[word] == hash
                    && Arrays.equals(chars, charStarts[word], charStarts[word + 1], text, start, end)) {
                uses[word]++;
                return word;
            }
            place = (place + 1) & mask;
        }
        places[place] = size;
        return add(hash, text, start, end);
    }

    private int add(long hash, char[] text, int start, int end) {
        if (size == hashes.length) {
            grow();
        }
        int charStart = charStarts[size];
        int charEnd = charStart + end - start;
        if (charEnd > chars.length) {
            chars = Arrays.copyOf(chars, 2 * charEnd);
        }
        System.arraycopy(text, start, chars, charStart, end - start);
        charStarts[size + 1] = charEnd;
        hashes[size] = hash;
        uses[size] = 1;
        scores.put(size, new String(text, start, end - start));
        return size++;
    }

    private void grow() {
        int doubled = 2 * hashes.length;
        resize(hashes.length < USUAL_CAPACITY ? Math.min(doubled, USUAL_CAPACITY) : doubled);
        placeAll();
    }

    private void resize(int capacity) {
        hashes = Arrays.copyOf(hashes, capacity);
        charStarts = Arrays.copyOf(charStarts, capacity + 1);
        uses = Arrays.copyOf(uses, capacity);
        scores.resize(capacity);
        places = new int[4 * Integer.highestOneBit(capacity)];
    }

    private void placeAll() {
        Arrays.fill(places, -1);
        int mask = places.length - 1;
        for (int word = 0; word < size; word++) {
            int place = (int) TextHash.spread(hashes[word]) & mask;
            while (places[place] >= 0) {
                place = (place + 1) & mask;
            }
            places[place] = word;
        }
    }

    /** Throws away the words used no more often than that; returns whether it left half of the room free. */
    private boolean keep(int mostUses) {
        int kept = 0;
        for (int word = 0; word < size; word++) {
            if (uses[word] > mostUses) {
                int length = charStarts[word + 1] - charStarts[word];
                System.arraycopy(chars, charStarts[word], chars, charStarts[kept], length);
                charStarts[kept + 1] = charStarts[kept] + length;
                hashes[kept] = hashes[word];
                uses[kept] = uses[word];
                scores.move(word, kept);
                kept++;
            }
        }
        size = kept;
        if (2 * size > MAX_WORDS || 2 * charStarts[size] > MAX_CHARS) {
            return false;
        }
        // What was used often long ago gives way to what is used now.
        Arrays.setAll(uses, word -> uses[word] / 2);
        shrink();
        placeAll();
        return true;
    }

    /** Gives back what a sentence of very many or very long words has taken. */
    private void shrink() {
        if (hashes.length > USUAL_CAPACITY) {
            resize(USUAL_CAPACITY);
        }
        if (chars.length > 2 * MAX_CHARS) {
            chars = Arrays.copyOf(chars, 2 * MAX_CHARS);
        }
    }
}
