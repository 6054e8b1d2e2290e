package dev.mentions.ner.find;

import java.util.Arrays;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * OpenNLP's beam search with its own arithmetic and its own queue, so that equally good readings are kept in its order, on
 * sums that are the same in any order. Several times as slow as {@link Beam}, for what that leaves undecided. For one
 * thread.
 */
final class ExactBeam {

    /** OpenNLP's bound of what a reading may come to. */
    private static final double MIN_SCORE = -100_000;

    private final Outcomes outcomes;
    private final int beamSize;
    private final double[] probabilities;

    /** The readings up to a token, best first, and those that go on from them. */
    private PriorityQueue<Reading> readings;

    private PriorityQueue<Reading> next;

    /** @param model whose sums are exact */
    ExactBeam(CompiledModel model) {
        this.outcomes = model.outcomes;
        this.beamSize = model.beamSize;
        this.probabilities = new double[outcomes.count()];
        this.readings = new PriorityQueue<>(beamSize);
        this.next = new PriorityQueue<>(beamSize);
    }

    private record Reading(@Nullable Reading before, int outcome, double score) implements Comparable<Reading> {

        @Override
        public int compareTo(Reading other) {
            return Double.compare(other.score, score);
        }
    }

    /** Returns an outcome for every token; null when there is no reading. */
    int @Nullable [] search(SentenceScores sentence, WordScores words, int size) {
        readings.clear();
        readings.add(new Reading(null, outcomes.before(), 0));
        for (int token = 0; token < size; token++) {
            for (int left = Math.min(beamSize, readings.size()); left > 0; left--) {
                Reading reading = readings.remove();
                Reading before = reading.before;
                words.sum(
                        sentence.scores(),
                        token * outcomes.count(),
                        sentence.word(token),
                        reading.outcome,
                        before == null ? outcomes.before() : before.outcome,
                        probabilities);
                StockProbabilities.normalize(probabilities, true);
                extend(reading);
            }
            readings.clear();
            PriorityQueue<Reading> emptied = readings;
            readings = next;
            next = emptied;
        }
        return readings.isEmpty() ? null : trace(readings.remove(), size);
    }

    /** Goes on from a reading with its best outcomes; with whatever may follow, when nothing goes on so far. */
    private void extend(Reading reading) {
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        extend(reading, sorted[Math.max(0, sorted.length - beamSize)]);
        if (next.isEmpty()) {
            extend(reading, 0);
        }
    }

    private void extend(Reading reading, double leastProbability) {
        for (int outcome = 0; outcome < probabilities.length; outcome++) {
            double probability = probabilities[outcome];
            if (probability >= leastProbability && outcomes.mayFollow(reading.outcome, outcome)) {
                double score = reading.score + StrictMath.log(probability);
                if (score > MIN_SCORE) {
                    next.add(new Reading(reading, outcome, score));
                }
            }
        }
    }

    private static int[] trace(Reading best, int size) {
        int[] result = new int[size];
        Reading reading = best;
        for (int token = size - 1; token >= 0 && reading != null; token--) {
            result[token] = reading.outcome;
            reading = reading.before;
        }
        return result;
    }
}
