package dev.mentions.ner.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import opennlp.tools.util.Span;

/**
 * Gives a name of one word the type that it has most often in its document, if that is clear. The name finder, which
 * sees little more than a sentence, is least sure of the type of such names; {@code docs/NER.md} has the figures, and
 * the rules of this kind that gained nothing.
 */
public final class TypeAgreement {

    private static final int MIN_VOTES = 2;

    /** How many times as often as the type that it changes. */
    private static final int MIN_RATIO = 2;

    private final Map<String, Map<String, Integer>> votes = new HashMap<>();

    private TypeAgreement() {}

    /**
     * Returns the names of a document's sentences, with types that agree.
     *
     * @param sentences the words of each
     * @param found the names in each
     */
    public static List<Span[]> of(List<String[]> sentences, List<Span[]> found) {
        TypeAgreement agreement = new TypeAgreement();
        for (int i = 0; i < found.size(); i++) {
            agreement.count(sentences.get(i), found.get(i));
        }
        List<Span[]> agreed = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            agreed.add(agreement.agreed(sentences.get(i), found.get(i)));
        }
        return agreed;
    }

    private void count(String[] words, Span[] names) {
        for (Span name : names) {
            if (name.length() == 1) {
                votes.computeIfAbsent(words[name.getStart()], word -> new HashMap<>(2))
                        .merge(name.getType(), 1, Integer::sum);
            }
        }
    }

    private Span[] agreed(String[] words, Span[] names) {
        Span[] agreed = names.clone();
        for (int i = 0; i < names.length; i++) {
            if (names[i].length() == 1) {
                String type = agreed(names[i].getType(), votes.getOrDefault(words[names[i].getStart()], Map.of()));
                agreed[i] = new Span(names[i].getStart(), names[i].getEnd(), type, names[i].getProb());
            }
        }
        return agreed;
    }

    private static String agreed(String type, Map<String, Integer> ofWord) {
        int enough = Math.max(MIN_VOTES, MIN_RATIO * ofWord.getOrDefault(type, 0));
        String agreed = type;
        int most = 0;
        for (Map.Entry<String, Integer> vote : ofWord.entrySet()) {
            boolean isMost = vote.getValue() > most
                    || (vote.getValue() == most && vote.getKey().compareTo(agreed) < 0);
            if (vote.getValue() >= enough && isMost && !vote.getKey().equals(type)) {
                agreed = vote.getKey();
                most = vote.getValue();
            }
        }
        return agreed;
    }
}
