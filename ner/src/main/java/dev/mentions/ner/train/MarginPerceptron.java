package dev.mentions.ner.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import opennlp.tools.namefind.BilouCodec;

/**
 * Learns weights as a perceptron. Differs from OpenNLP's own trainer in what {@code docs/NER.md} and {@code
 * docs/decisions/0020-lexicon-folded-into-word-features.md} have figures of: sentences come in another order in every
 * pass; weights are averaged over every token seen (Collins 2002); the right outcome must win by a margin; part of the
 * features are left out at random, so that rare words do not do the work of the others; and half the tokens follow the
 * outcome that the model itself gave the one before, as they will when it is used (Ross, Gordon and Bagnell 2011).
 */
final class MarginPerceptron {

    private final TrainingEvents events;
    private final TrainingRecipe.Learning learning;
    private final int outcomes;
    private final int other;
    private final Random random;

    /**
     * By feature, once it has any: a weight for each outcome, and then for each every change of it, times the share of
     * the training done before, which averaging takes off.
     */
    private float[][] rows = new float[1 << 20][];

    private final float[] scores;
    private final int[] history = new int[TrainingEvents.HISTORY_FEATURES];
    private final int[] active = new int[1 << 16];

    MarginPerceptron(TrainingEvents events, TrainingRecipe.Learning learning, long seed) {
        this.events = events;
        this.learning = learning;
        this.other = events.outcome(BilouCodec.OTHER);
        this.outcomes = events.outcomeNames().length;
        this.scores = new float[outcomes];
        this.random = new Random(seed);
    }

    /** A sentence to learn from, and how often it stands in every pass. */
    record Lesson(TrainingEvents.Sentence sentence, int times) {}

    FeatureWeights train(List<Lesson> lessons, TrainingListener listener) {
        List<TrainingEvents.Sentence> order = new ArrayList<>();
        for (Lesson lesson : lessons) {
            order.addAll(Collections.nCopies(lesson.times(), lesson.sentence()));
        }
        double total = (double) learning.passes() * order.size();
        long seen = 0;
        for (int pass = 1; pass <= learning.passes(); pass++) {
            Collections.shuffle(order, random);
            long right = 0;
            long tokens = 0;
            for (TrainingEvents.Sentence sentence : order) {
                right += learn(sentence, (float) (seen++ / total));
                tokens += sentence.size();
            }
            listener.passFinished(pass, learning.passes(), (double) right / Math.max(1, tokens));
        }
        return average();
    }

    /** Returns how many tokens had the right outcome by the margin. */
    private int learn(TrainingEvents.Sentence sentence, float done) {
        int right = 0;
        int previous = other;
        int beforePrevious = other;
        for (int token = 0; token < sentence.size(); token++) {
            int size = choose(sentence, token, previous, beforePrevious);
            int gold = sentence.outcome(token);
            int best = best(size, gold);
            if (best == gold) {
                right++;
            } else {
                for (int i = 0; i < size; i++) {
                    update(active[i], gold, best, done);
                }
            }
            beforePrevious = previous;
            previous = random.nextFloat() < learning.ownHistory() ? best : gold;
        }
        return right;
    }

    /** Takes the features that are not left out this time, all those of earlier outcomes among them. */
    private int choose(TrainingEvents.Sentence sentence, int token, int previous, int beforePrevious) {
        int size = 0;
        for (int feature : sentence.features(token)) {
            if (random.nextFloat() >= learning.dropout()) {
                active[size++] = feature;
            }
        }
        events.history(sentence, token, previous, beforePrevious, history);
        for (int feature : history) {
            active[size++] = feature;
        }
        return size;
    }

    private int best(int size, int gold) {
        Arrays.fill(scores, 0);
        for (int i = 0; i < size; i++) {
            float[] row = active[i] < rows.length ? rows[active[i]] : null;
            if (row != null) {
                for (int outcome = 0; outcome < outcomes; outcome++) {
                    scores[outcome] += row[outcome];
                }
            }
        }
        scores[gold] -= learning.margin();
        int best = 0;
        for (int outcome = 1; outcome < outcomes; outcome++) {
            if (scores[outcome] > scores[best]) {
                best = outcome;
            }
        }
        return best;
    }

    private void update(int feature, int gold, int best, float done) {
        if (feature >= rows.length) {
            rows = Arrays.copyOf(rows, Math.max(feature + 1, 2 * rows.length));
        }
        float[] row = rows[feature];
        if (row == null) {
            row = new float[2 * outcomes];
            rows[feature] = row;
        }
        row[gold]++;
        row[best]--;
        row[outcomes + gold] += done;
        row[outcomes + best] -= done;
    }

    private FeatureWeights average() {
        String[] names = events.featureNames();
        FeatureWeights weights = new FeatureWeights(events.outcomeNames());
        for (int feature = 0; feature < Math.min(names.length, rows.length); feature++) {
            float[] row = rows[feature];
            if (row != null) {
                float[] average = new float[outcomes];
                for (int outcome = 0; outcome < outcomes; outcome++) {
                    average[outcome] = row[outcome] - row[outcomes + outcome];
                }
                weights.put(names[feature], average);
            }
        }
        return weights;
    }
}
