package dev.mentions.ner.train;

import dev.mentions.ner.cluster.WordClasses;
import dev.mentions.ner.corpus.Gazetteer;
import dev.mentions.ner.extract.TextSentences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import opennlp.tools.util.StringUtil;
import opennlp.tools.util.featuregen.FeatureGeneratorUtil;

/**
 * What is known of words before any label is seen: the lists that they stand in, and the groups of words that are used
 * alike. Training learns weights for these labels, which are few; {@link #fold} then adds them up for each word and puts
 * the sum into the features that OpenNLP has of the word itself. So the model needs no dictionary, with which stock
 * OpenNLP 2.5 could not read it ({@code docs/decisions/0020-lexicon-folded-into-word-features.md}), and a word costs no
 * more to look up for being known in many ways.
 */
final class Lexicon {

    /** How far from a token the words are looked at; labels of the second place are the coarse groups only. */
    private static final int WINDOW = 2;

    private static final int COARSE_GROUPS = 500;

    private static final int FINE_GROUPS = 2_000;

    /** How many entries of more than one word must have a word for that to be a label of the word. */
    private static final int MIN_ENTRIES = 3;

    private static final Lexicon EMPTY = new Lexicon();

    /** Labels by OpenNLP's word-and-class feature, and by its word feature, which knows no capitals. */
    private final Map<String, List<String>> labels = new LinkedHashMap<>();

    private Lexicon() {}

    /** Returns a lexicon that knows no word. */
    static Lexicon empty() {
        return EMPTY;
    }

    /**
     * Returns the lexicon of the corpora.
     *
     * @param corpora the folder that holds {@code gazetteers}
     * @param classes learned from running text
     */
    static Lexicon of(Path corpora, WordClasses classes) throws IOException {
        Lexicon lexicon = new Lexicon();
        lexicon.addGroups("c", classes.groups(COARSE_GROUPS));
        lexicon.addGroups("f", classes.groups(FINE_GROUPS));
        TextSentences tokens = new TextSentences();
        for (Gazetteer gazetteer : Gazetteer.values()) {
            lexicon.addGazetteer(gazetteer, tokens, corpora);
        }
        return lexicon;
    }

    private void addGroups(String name, Map<String, Integer> groups) {
        groups.forEach((word, group) -> {
            // The commonest of two words that OpenNLP does not tell apart decides.
            add(wordAndClass(word), name + group, name);
            add(word(word), name + group, name);
        });
    }

    private void add(String feature, String label, String onlyOneStartsWith) {
        List<String> known = labels.computeIfAbsent(feature, added -> new ArrayList<>(4));
        if (known.stream().noneMatch(other -> other.startsWith(onlyOneStartsWith))) {
            known.add(label);
        }
    }

    private void addGazetteer(Gazetteer gazetteer, TextSentences tokens, Path corpora) throws IOException {
        String alone = gazetteer.name();
        String within = "in " + gazetteer.name();
        Map<String, Integer> entries = new HashMap<>();
        for (String entry : gazetteer.read(corpora)) {
            String[] words = tokens.words(entry);
            if (words.length == 1) {
                add(wordAndClass(words[0]), alone, alone);
            } else {
                for (String word : words) {
                    if (entries.merge(word, 1, Integer::sum) == MIN_ENTRIES
                            && Character.isLetterOrDigit(word.codePointAt(0))) {
                        add(wordAndClass(word), within, within);
                    }
                }
            }
        }
    }

    /** Returns a token's features: its own labels and those of the words beside it, with the places they stand in. */
    List<String> features(String[] tokens, int token) {
        List<String> features = new ArrayList<>();
        for (int offset = -WINDOW; offset <= WINDOW; offset++) {
            int place = token + offset;
            if (place >= 0 && place < tokens.length) {
                addFeatures(offset, wordAndClass(tokens[place]), features);
                addFeatures(offset, word(tokens[place]), features);
            }
        }
        return features;
    }

    private void addFeatures(int offset, String feature, List<String> features) {
        char kind = feature.charAt(1);
        for (String label : labels.getOrDefault(feature, List.of())) {
            if (reaches(label, offset)) {
                features.add(place(offset) + kind + ":" + label);
            }
        }
    }

    private static boolean reaches(String label, int offset) {
        return Math.abs(offset) < WINDOW || label.charAt(0) == 'c';
    }

    /** Moves what was learned of labels into the features of the words that have them. */
    void fold(FeatureWeights weights) {
        labels.forEach((feature, known) -> {
            for (int offset = -WINDOW; offset <= WINDOW; offset++) {
                List<String> folded = new ArrayList<>();
                addFeatures(offset, feature, folded);
                weights.addSum(place(offset) + feature, folded);
            }
        });
        for (int offset = -WINDOW; offset <= WINDOW; offset++) {
            weights.removeStartingWith(place(offset) + "&:");
            weights.removeStartingWith(place(offset) + "=:");
        }
    }

    /** Returns what OpenNLP's window puts before the features of a word that stands there. */
    private static String place(int offset) {
        return offset == 0 ? "" : (offset < 0 ? "p" : "n") + Math.abs(offset);
    }

    /** Returns the feature of OpenNLP's token class generator for a word with its class. */
    private static String wordAndClass(String word) {
        return "w&c=" + StringUtil.toLowerCase(word) + "," + FeatureGeneratorUtil.tokenFeature(word);
    }

    /** Returns the feature of OpenNLP's token generator for a word. */
    private static String word(String word) {
        return "w=" + StringUtil.toLowerCase(word);
    }
}
