package dev.mentions.ner.find;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import opennlp.tools.dictionary.Dictionary;
import opennlp.tools.ml.maxent.GISModel;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.perceptron.PerceptronModel;
import opennlp.tools.namefind.BilouCodec;
import opennlp.tools.namefind.BioCodec;
import opennlp.tools.namefind.NameContextGenerator;
import opennlp.tools.namefind.TokenNameFinderFactory;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.SequenceCodec;
import opennlp.tools.util.Span;
import opennlp.tools.util.StringList;
import opennlp.tools.util.featuregen.BrownCluster;
import opennlp.tools.util.featuregen.WordClusterDictionary;

/** Models with weights drawn by chance, for features that texts of {@link #WORDS} have. */
final class RandomModels {

    /** Every class of word, and what is hard to get right: marks that features use, broken and odd Unicode. */
    static final List<String> WORDS = List.of(
            "Ada",
            "ada",
            "ADA",
            "A",
            "A.",
            "of",
            "New",
            "new",
            "York",
            "york",
            "YORK",
            "Inc.",
            "1999",
            "12",
            "7",
            "1,000",
            "1.5",
            "3/4",
            "1-2",
            "B2B",
            "O'Neill",
            "don't",
            "well-known",
            ",",
            ".",
            "",
            " ",
            "a,b",
            "=",
            "p1",
            "\u0000",
            "\u00E9t\u00E9",
            "\u0130stanbul",
            "istanbul",
            "I",
            "i",
            "\u0131",
            "\u01C5",
            "Stra\u00DFe",
            "STRA\u1E9EE",
            "\u212Aelvin",
            "kelvin",
            "\u6771\u4EAC",
            "\u3072\u3089\u304C\u306A",
            "\u30AB\u30BF\u30AB\u30CA",
            "\uD83D\uDE00",
            "\uD83D",
            "\uDE00",
            "\uD801\uDC00",
            "\uD801\uDC28",
            "\uFFFF",
            "\u2019s",
            "internationalization");

    /** Of the dictionaries: one in another, one that starts another, and what only its case tells from a word. */
    private static final List<String> ENTRIES = List.of(
            "New York",
            "York",
            "New York Inc.",
            "new york",
            "A. 12 7 of",
            "a,b ,",
            "\uD83D\uDE00 of",
            "\u0130stanbul",
            "Stra\u00DFe",
            "KELVIN of",
            "\uD801\uDC00",
            "i ada ada");

    /** How many weights a model gets of all that its features could have. */
    private static final double SHARE = 0.4;

    /** What every token has, with a weight for every outcome, so that chance leaves no two outcomes equally good. */
    private static final String ALWAYS = "po=";

    private static final int SENTENCES = 60;

    private final Random random;

    RandomModels(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a sentence of up to that many words, and some more where a dictionary's entry ends it. */
    String[] sentence(int maxWords) {
        List<String> words = new ArrayList<>();
        int size = random.nextInt(maxWords + 1);
        while (words.size() < size) {
            if (random.nextInt(8) == 0) {
                words.addAll(List.of(ENTRIES.get(random.nextInt(ENTRIES.size())).split(" ")));
            } else {
                words.add(WORDS.get(random.nextInt(WORDS.size())));
            }
        }
        return words.toArray(String[]::new);
    }

    /** Returns a model whose weights {@code weight} gives. */
    TokenNameFinderModel model(String features, boolean maxent, boolean bilou, int beamSize, DoubleSupplier weight) {
        return model(features, resources(), maxent, bilou, beamSize, weight);
    }

    /** Returns a model that can be written to a file, which one with clusters cannot be. */
    TokenNameFinderModel modelWithoutClusters(
            String features, boolean maxent, boolean bilou, int beamSize, DoubleSupplier weight) {
        Map<String, Object> dictionaries = new HashMap<>(resources());
        dictionaries.values().removeIf(resource -> !(resource instanceof Dictionary));
        return model(features, dictionaries, maxent, bilou, beamSize, weight);
    }

    private TokenNameFinderModel model(
            String features,
            Map<String, Object> resources,
            boolean maxent,
            boolean bilou,
            int beamSize,
            DoubleSupplier weight) {
        SequenceCodec<String> codec = bilou ? new BilouCodec() : new BioCodec();
        byte[] descriptor = ("<featureGenerators cache=\"true\" name=\"test\">" + features + "</featureGenerators>")
                .getBytes(StandardCharsets.UTF_8);
        TokenNameFinderFactory factory = new TokenNameFinderFactory(descriptor, resources, codec);
        String[] outcomes = outcomes(codec);
        String[] seen = features(factory.createContextGenerator(), outcomes);
        Context[] contexts = new Context[seen.length];
        Arrays.setAll(contexts, i -> context(outcomes.length, seen[i].startsWith(ALWAYS), weight));
        AbstractModel weights =
                maxent ? new GISModel(contexts, seen, outcomes) : new PerceptronModel(contexts, seen, outcomes);
        return new TokenNameFinderModel("eng", weights, beamSize, descriptor, resources, Map.of(), codec, factory);
    }

    /** Returns a source of any weights. */
    DoubleSupplier anyWeights() {
        return () -> 3 * random.nextGaussian();
    }

    /** Returns a source of weights that come to the same sum again and again. */
    DoubleSupplier equalWeights() {
        return () -> random.nextInt(10) == 0 ? 1 : 0;
    }

    /** Returns a source of weights that floats hold. */
    DoubleSupplier floatWeights() {
        return () -> (float) (3 * random.nextGaussian());
    }

    /** Returns a source of multiples of a quarter. */
    DoubleSupplier quarterWeights() {
        return () -> Math.rint(12 * random.nextGaussian()) / 4;
    }

    private Context context(int outcomes, boolean all, DoubleSupplier weight) {
        int[] active = IntStream.range(0, outcomes)
                .filter(outcome -> all || random.nextBoolean())
                .toArray();
        double[] weights = new double[active.length];
        Arrays.setAll(weights, i -> weight.getAsDouble());
        return new Context(active, weights);
    }

    private String[] features(NameContextGenerator generator, String[] outcomes) {
        Set<String> features = new LinkedHashSet<>();
        for (int i = 0; i < SENTENCES; i++) {
            String[] words = sentence(12);
            String[] before = new String[words.length];
            Arrays.setAll(before, token -> outcomes[random.nextInt(outcomes.length)]);
            for (int token = 0; token < words.length; token++) {
                for (String feature : generator.getContext(token, words, before, null)) {
                    if (random.nextDouble() < SHARE || feature.startsWith(ALWAYS)) {
                        features.add(feature);
                    }
                }
            }
            generator.updateAdaptiveData(words, before);
        }
        return features.toArray(String[]::new);
    }

    private static String[] outcomes(SequenceCodec<String> codec) {
        Span[] names = {
            new Span(0, 3, "person"),
            new Span(3, 4, "person"),
            new Span(5, 8, "location"),
            new Span(9, 10, "location"),
            new Span(10, 14)
        };
        return Arrays.stream(codec.encode(names, 15)).distinct().toArray(String[]::new);
    }

    private static Map<String, Object> resources() {
        List<String> clusters = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < WORDS.size(); i++) {
            String word = WORDS.get(i);
            if (i % 3 != 0 && !word.isBlank()) {
                clusters.add(word + " " + i % 7);
                paths.add(word + "\t" + Integer.toBinaryString(i * i * i + 1));
            }
        }
        Dictionary sensitive = new Dictionary(true);
        Dictionary insensitive = new Dictionary(false);
        for (String entry : ENTRIES) {
            sensitive.put(new StringList(entry.split(" ")));
            insensitive.put(new StringList(entry.split(" ")));
        }
        try {
            return Map.of(
                    "words.wordcluster",
                    new WordClusterDictionary(lines(clusters)),
                    "brown.brownclustertoken",
                    new BrownCluster(lines(paths)),
                    "sensitive.dictionary",
                    sensitive,
                    "insensitive.dictionary",
                    insensitive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteArrayInputStream lines(List<String> lines) {
        return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
}
