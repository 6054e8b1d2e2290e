package dev.mentions.ner.find;

import java.util.Arrays;

/**
 * The search for a sentence's best outcomes: OpenNLP's beam search, with probabilities estimated instead of computed.
 * For one thread.
 *
 * <p>OpenNLP computes with {@code StrictMath}, in one order of additions. The estimates here differ from its figures by
 * less than a tolerance for each token, so where two readings are further apart than that, both searches choose alike.
 * Where they are nearer and the choice matters, {@link #search} says that it does not know. Between outcomes of one reading
 * it does know if sums are exact, as they are equal then or far apart.
 */
final class Beam {

    /**
     * For weights up to 1 and proportional to greater ones: more than what the sums of 600 features in another order can
     * differ by, 600 additions rounded at up to 600 times the weight, and estimated exponentials, good to 1e-12.
     */
    private static final double TOLERANCE = 1e-10;

    /** Beyond this, OpenNLP's exponentials near the limits of a double. */
    private static final double MAX_SCORE = 600;

    /** Above where OpenNLP takes readings for impossible. */
    private static final double MIN_TOTAL = -90_000;

    private final CompiledModel model;
    private final Outcomes outcomes;
    private final int outcomeCount;
    private final int beamSize;
    private final double tolerance;

    /** Of the outcomes of a token, the best scores in falling order. */
    private final double[] bestScores;

    private final double[] sums;

    /** The readings so far, best first. */
    private final double[] totals;

    private final int[] last;
    private final int[] beforeLast;
    private int readings;

    /** Whether they are far enough apart that their order is OpenNLP's. */
    private boolean ordered;

    /** Whether they are OpenNLP's, in some order. */
    private boolean sure;

    /** The readings that go on from them, best first, as many as the beam holds and the best one that falls out. */
    private final double[] nextTotals;

    private final int[] nextParents;
    private final int[] nextOutcomes;
    private final boolean[] nextDoubtful;
    private final int[] nextBeforeLast;
    private int nextReadings;

    /** For each token and reading, the reading it goes on from and the outcome it adds. */
    private int[] parents = new int[0];

    private int[] steps = new int[0];
    private int[] result = new int[0];

    Beam(CompiledModel model) {
        this.model = model;
        this.outcomes = model.outcomes;
        this.outcomeCount = outcomes.count();
        this.beamSize = model.beamSize;
        this.tolerance = TOLERANCE * Math.max(1, model.weights.greatest());
        this.bestScores = new double[Math.min(beamSize, outcomeCount)];
        this.sums = new double[outcomeCount];
        this.totals = new double[beamSize];
        this.last = new int[beamSize];
        this.beforeLast = new int[beamSize];
        this.nextTotals = new double[beamSize + 1];
        this.nextParents = new int[beamSize + 1];
        this.nextBeforeLast = new int[beamSize];
        this.nextOutcomes = new int[beamSize + 1];
        this.nextDoubtful = new boolean[beamSize + 1];
    }

    /** Returns whether the outcomes that {@link #result} then has are surely OpenNLP's. */
    boolean search(SentenceScores sentence, WordScores words, int size) {
        if (result.length < size) {
            result = new int[2 * size];
            steps = new int[2 * size * beamSize];
            parents = new int[2 * size * beamSize];
        }
        readings = 1;
        totals[0] = 0;
        last[0] = outcomes.before();
        beforeLast[0] = outcomes.before();
        sure = true;
        ordered = true;
        for (int token = 0; token < size && sure; token++) {
            nextReadings = 0;
            for (int reading = 0; reading < readings; reading++) {
                words.sum(
                        sentence.scores(),
                        token * outcomeCount,
                        sentence.word(token),
                        last[reading],
                        beforeLast[reading],
                        sums);
                extend(reading);
            }
            advance(token);
        }
        if (sure && ordered) {
            trace(size);
            return true;
        }
        return false;
    }

    /** Returns an outcome for every token. */
    int[] result() {
        return result;
    }

    /** Offers what a reading can go on with, by the sums for its next token. */
    private void extend(int reading) {
        rank();
        double max = bestScores[0];
        double threshold = bestScores[bestScores.length - 1];
        double logOfSum = beamSize == 1 ? max : logOfSum(max);
        sure &= max < MAX_SCORE && max > -MAX_SCORE;
        int atThreshold = 0;
        for (int outcome = 0; outcome < outcomeCount; outcome++) {
            atThreshold += Math.abs(sums[outcome] - threshold) < tolerance ? 1 : 0;
        }
        boolean none = true;
        for (int outcome = 0; outcome < outcomeCount; outcome++) {
            double sum = sums[outcome];
            if (sum > threshold - tolerance && outcomes.mayFollow(last[reading], outcome)) {
                none = false;
                boolean doubtful = atThreshold > 1 && sum < threshold + tolerance;
                offer(reading, outcome, sum, logOfSum, doubtful);
            }
        }
        if (none) {
            // OpenNLP takes whatever is valid, unless a reading before this one could go on.
            sure &= ordered;
            if (nextReadings == 0) {
                for (int outcome = 0; outcome < outcomeCount; outcome++) {
                    if (outcomes.mayFollow(last[reading], outcome)) {
                        offer(reading, outcome, sums[outcome], logOfSum, false);
                    }
                }
            }
        }
    }

    /** Scales the sums as the model's kind wants it, and finds the best of them. */
    private void rank() {
        if (model.isPerceptron) {
            double scale = 1;
            for (double sum : sums) {
                scale = Math.max(scale, Math.abs(sum));
            }
            double factor = 1 / scale;
            for (int outcome = 0; outcome < outcomeCount; outcome++) {
                sums[outcome] *= factor;
            }
        }
        Arrays.fill(bestScores, Double.NEGATIVE_INFINITY);
        for (double sum : sums) {
            int place = bestScores.length;
            while (place > 0 && sum > bestScores[place - 1]) {
                place--;
                if (place + 1 < bestScores.length) {
                    bestScores[place + 1] = bestScores[place];
                }
            }
            if (place < bestScores.length) {
                bestScores[place] = sum;
            }
        }
    }

    /** Returns the logarithm of the sum of the exponentials of the sums. */
    private double logOfSum(double max) {
        double total = 0;
        for (double sum : sums) {
            total += Exponential.ofMinus(max - sum);
        }
        return max + Math.log(total);
    }

    private void offer(int parent, int outcome, double sum, double logOfSum, boolean doubtful) {
        double total = totals[parent] + sum - logOfSum;
        if (nextReadings <= beamSize) {
            nextReadings++;
        } else if (!(total > nextTotals[beamSize])) {
            return;
        }
        int place = nextReadings - 1;
        for (; place > 0 && total > nextTotals[place - 1]; place--) {
            nextTotals[place] = nextTotals[place - 1];
            nextParents[place] = nextParents[place - 1];
            nextOutcomes[place] = nextOutcomes[place - 1];
            nextDoubtful[place] = nextDoubtful[place - 1];
        }
        nextTotals[place] = total;
        nextParents[place] = parent;
        nextOutcomes[place] = outcome;
        nextDoubtful[place] = doubtful || !(Math.min(sum, sum - logOfSum) > -MAX_SCORE);
    }

    /** Goes on to the next token with the best of what was offered. */
    private void advance(int token) {
        double apart = (token + 1) * tolerance;
        int kept = Math.min(beamSize, nextReadings);
        sure &= kept > 0 && nextTotals[kept - 1] > MIN_TOTAL;
        sure &= nextReadings <= beamSize || nextTotals[beamSize - 1] - nextTotals[beamSize] > apart;
        ordered = true;
        for (int reading = 0; reading < kept; reading++) {
            sure &= !nextDoubtful[reading];
            ordered &= reading == 0 || nextTotals[reading - 1] - nextTotals[reading] > apart;
            int parent = nextParents[reading];
            nextBeforeLast[reading] = last[parent];
            parents[token * beamSize + reading] = parent;
            steps[token * beamSize + reading] = nextOutcomes[reading];
        }
        for (int reading = 0; reading < kept; reading++) {
            totals[reading] = nextTotals[reading];
            beforeLast[reading] = nextBeforeLast[reading];
            last[reading] = nextOutcomes[reading];
        }
        readings = kept;
    }

    private void trace(int size) {
        int reading = 0;
        for (int token = size - 1; token >= 0; token--) {
            result[token] = steps[token * beamSize + reading];
            reading = parents[token * beamSize + reading];
        }
    }
}
