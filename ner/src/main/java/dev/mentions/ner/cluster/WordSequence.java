package dev.mentions.ner.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Running text as numbers. Words have the numbers from {@link #FIRST_WORD} on, the commonest first, in the order of
 * their strings where they are equally common.
 */
public final class WordSequence {

    /** Stands between two sentences, at the start and at the end. */
    static final int BOUNDARY = 0;

    /** Stands for every word that is too rare to have a number. */
    static final int RARE = 1;

    static final int FIRST_WORD = 2;

    private final String[] words;
    private final int[] counts;
    private final int[] sequence;

    private WordSequence(String[] words, int[] counts, int[] sequence) {
        this.words = words;
        this.counts = counts;
        this.sequence = sequence;
    }

    /** Returns how many numbers there are, boundary and rare words included. */
    int size() {
        return words.length;
    }

    /** Returns the word of a number; of the boundary and the rare words, an empty string. */
    String word(int number) {
        return words[number];
    }

    int count(int number) {
        return counts[number];
    }

    /** Returns the text. Not to be changed. */
    int[] sequence() {
        return sequence;
    }

    /** Takes sentences one by one. For one thread. */
    public static final class Builder {

        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> words = new ArrayList<>();
        private int[] counts = new int[1 << 16];
        private int[] sequence = new int[1 << 20];
        private int length;

        public Builder() {
            append(BOUNDARY);
        }

        /** Takes a sentence's words. */
        public void add(String[] sentence) {
            for (String word : sentence) {
                int number = numbers.computeIfAbsent(word, this::newNumber);
                counts[number]++;
                append(FIRST_WORD + number);
            }
            append(BOUNDARY);
        }

        /** Returns how many words and boundaries were taken. */
        public int length() {
            return length;
        }

        /**
         * Returns the sentences taken.
         *
         * @param minCount how often a word must occur to have a number
         */
        public WordSequence build(int minCount) {
            Integer[] common = new Integer[words.size()];
            Arrays.setAll(common, i -> i);
            common = Arrays.stream(common).filter(i -> counts[i] >= minCount).toArray(Integer[]::new);
            Arrays.sort(
                    common, Comparator.comparingInt((Integer i) -> -counts[i]).thenComparing(words::get));
            int size = FIRST_WORD + common.length;
            String[] ordered = new String[size];
            int[] orderedCounts = new int[size];
            Arrays.fill(ordered, 0, FIRST_WORD, "");
            int[] renumbered = new int[FIRST_WORD + words.size()];
            Arrays.fill(renumbered, RARE);
            renumbered[BOUNDARY] = BOUNDARY;
            for (int i = FIRST_WORD; i < size; i++) {
                ordered[i] = words.get(common[i - FIRST_WORD]);
                renumbered[FIRST_WORD + common[i - FIRST_WORD]] = i;
            }
            int[] text = new int[length];
            for (int i = 0; i < length; i++) {
                text[i] = renumbered[sequence[i]];
                orderedCounts[text[i]]++;
            }
            return new WordSequence(ordered, orderedCounts, text);
        }

        private int newNumber(String word) {
            words.add(word);
            if (words.size() > counts.length) {
                counts = Arrays.copyOf(counts, 2 * counts.length);
            }
            return words.size() - 1;
        }

        private void append(int number) {
            if (length == sequence.length) {
                sequence = Arrays.copyOf(sequence, Math.multiplyExact(2, length));
            }
            sequence[length++] = number;
        }
    }
}
