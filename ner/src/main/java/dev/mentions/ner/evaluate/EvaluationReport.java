package dev.mentions.ner.evaluate;

import dev.mentions.ner.extract.EntityType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well a model finds the names of a file. The components, in order, are the form {@code mentions evaluate --json}
 * prints.
 *
 * @param file what was measured
 * @param f1 over persons, organizations and locations together, 0 to 1
 * @param perType every type's score by its label
 * @param tokensPerSecond name finding alone, on one core
 */
public record EvaluationReport(String file, double f1, Map<String, TypeScore> perType, double tokensPerSecond) {

    public EvaluationReport {
        perType = Collections.unmodifiableMap(new LinkedHashMap<>(perType));
    }

    static EvaluationReport of(String file, Map<String, TypeScore> perType, double tokensPerSecond) {
        return new EvaluationReport(file, overall(perType).f1(), perType, tokensPerSecond);
    }

    /** Returns the score over persons, organizations and locations together; misc, which few sets have, is left out. */
    public TypeScore overall() {
        return overall(perType);
    }

    private static TypeScore overall(Map<String, TypeScore> perType) {
        int correct = 0;
        int predicted = 0;
        int gold = 0;
        for (Map.Entry<String, TypeScore> entry : perType.entrySet()) {
            if (!entry.getKey().equals(EntityType.MISC.label())) {
                correct += entry.getValue().correct();
                predicted += entry.getValue().predicted();
                gold += entry.getValue().gold();
            }
        }
        return TypeScore.of(correct, predicted, gold);
    }
}
