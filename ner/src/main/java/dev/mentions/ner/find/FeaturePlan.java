package dev.mentions.ner.find;

import java.util.ArrayList;
import java.util.List;
import opennlp.tools.dictionary.Dictionary;
import opennlp.tools.util.featuregen.AdaptiveFeatureGenerator;
import opennlp.tools.util.featuregen.BrownCluster;

/**
 * A model's features, sorted by what they need to know of a sentence. Offsets are in tokens, from the one that is
 * decided on; every feature falls away where one of its tokens is outside the sentence.
 */
final class FeaturePlan {

    /** What stands for a token in features of several tokens: the word itself, */
    static final int WORD = 0;

    /** its class such as "all capitals", */
    static final int WORD_CLASS = 1;

    /** the word in lower case, */
    static final int LOWER = 2;

    /** and from here on, for each set of Brown clusters, the path to its cluster in so many lengths. */
    static final int FIRST_BROWN = 3;

    static final int BROWN_LENGTHS = 4;

    final List<WordFeatures> wordFeatures = new ArrayList<>();
    final List<Sequence> sequences = new ArrayList<>();
    final List<Edge> edges = new ArrayList<>();
    final List<Integer> previousOutcomeOffsets = new ArrayList<>();
    final List<Dictionary> dictionaries = new ArrayList<>();
    final List<InDictionary> inDictionaries = new ArrayList<>();
    final List<BrownCluster> brownClusters = new ArrayList<>();

    /**
     * Features that follow from a single word.
     *
     * @param generator makes them of a sentence of that word alone
     * @param previous how many tokens before the decided one they are also taken of
     * @param next how many after it
     */
    record WordFeatures(AdaptiveFeatureGenerator generator, int previous, int next) {}

    /**
     * A feature made of several tokens in a row, commas between.
     *
     * @param prefix what its text starts with
     * @param symbol what stands for each token
     * @param offset of the first token
     * @param length number of tokens
     */
    record Sequence(String prefix, int symbol, int offset, int length) {}

    /**
     * A feature of the first or last token.
     *
     * @param begin whether of the first
     */
    record Edge(String text, boolean begin, int offset) {}

    /**
     * Features of a token within an entry of a dictionary.
     *
     * @param dictionary its place among the dictionaries
     */
    record InDictionary(int dictionary, int offset) {}

    int symbolCount() {
        return FIRST_BROWN + BROWN_LENGTHS * brownClusters.size();
    }

    int firstOffset() {
        return -wordFeatures.stream().mapToInt(WordFeatures::previous).max().orElse(0);
    }

    int lastOffset() {
        return wordFeatures.stream().mapToInt(WordFeatures::next).max().orElse(0);
    }

    /** Returns what a window puts before the features of the token at an offset. */
    static String prefix(int offset) {
        if (offset == 0) {
            return "";
        }
        return offset < 0 ? "p" + -offset : "n" + offset;
    }
}
