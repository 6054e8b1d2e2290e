package dev.mentions.ner.find;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.ner.extract.NerModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.Span;

/** A finder gives what {@code NameFinderME} gives, with every feature generator, kind of model and width of beam. */
class StockEqualityTest {

    private static final String NAMES = "opennlp.tools.util.featuregen.";

    /** Of 30 sentences; chance can bring two readings near to each other. */
    private static final long FEW = 2;

    private static final List<String> GENERATORS = List.of(
            generator("Token", ""),
            generator("Token", "<bool name='lowercase'>false</bool>"),
            generator("TokenClass", ""),
            generator("TokenClass", "<bool name='wordAndClass'>false</bool>"),
            generator("TokenPattern", ""),
            generator("Prefix", ""),
            generator("Suffix", "<int name='length'>2</int>"),
            generator("CharacterNgram", "<int name='min'>2</int><int name='max'>4</int>"),
            generator("WordCluster", "<str name='dict'>words.wordcluster</str><bool name='lowerCase'>true</bool>"),
            generator("WordCluster", "<str name='dict'>words.wordcluster</str><bool name='lowerCase'>false</bool>"),
            generator("BrownClusterToken", "<str name='dict'>brown.brownclustertoken</str>"),
            generator("BrownClusterTokenClass", "<str name='dict'>brown.brownclustertoken</str>"),
            generator("BrownClusterBigram", "<str name='dict'>brown.brownclustertoken</str>"),
            generator("BigramName", ""),
            generator("TrigramName", ""),
            generator("Sentence", ""),
            generator("Sentence", "<bool name='begin'>true</bool><bool name='end'>false</bool>"),
            generator("PreviousMap", ""),
            generator("Definition", ""),
            generator("Dictionary", "<str name='dict'>sensitive.dictionary</str>"),
            generator("Dictionary", "<str name='dict'>insensitive.dictionary</str>"));

    /** OpenNLP's form of the bundled model. */
    private static final TokenNameFinderModel BUNDLED = bundled();

    private static TokenNameFinderModel bundled() {
        try {
            return NerModel.bundled().names();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<String> single() {
        return Arbitraries.of(GENERATORS);
    }

    @Provide
    Arbitrary<List<String>> withoutClusters() {
        return Arbitraries.of(GENERATORS)
                .filter(generator -> !generator.contains("Cluster"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<Function<RandomModels, DoubleSupplier>> weights() {
        return Arbitraries.of(
                RandomModels::anyWeights,
                RandomModels::floatWeights,
                RandomModels::quarterWeights,
                RandomModels::equalWeights);
    }

    @Provide
    Arbitrary<List<String>> several() {
        return Arbitraries.of(GENERATORS).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 150)
    void shouldEqualWithEachGeneratorInAWindow(
            @ForAll("single") String generator,
            @ForAll @IntRange(max = 3) int previous,
            @ForAll @IntRange(max = 3) int next,
            @ForAll boolean maxent,
            @ForAll @IntRange(min = 1, max = 3) int beamSize,
            @ForAll long seed) {
        RandomModels random = new RandomModels(seed);
        TokenNameFinderModel model =
                random.model(window(previous, next, generator), maxent, true, beamSize, random.anyWeights());

        assertThat(undecided(model, random)).isLessThan(FEW);
    }

    @Property(tries = 150)
    void shouldEqualWithSeveralGenerators(
            @ForAll("several") List<String> plain,
            @ForAll("several") List<String> inWindow,
            @ForAll boolean maxent,
            @ForAll boolean bilou,
            @ForAll @IntRange(min = 1, max = 20) int beamSize,
            @ForAll long seed) {
        RandomModels random = new RandomModels(seed);
        String features = String.join("", plain) + window(2, 1, String.join("", inWindow));

        assertThat(undecided(random.model(features, maxent, bilou, beamSize, random.anyWeights()), random))
                .isLessThan(FEW);
    }

    /** Where sums come out equal, the order of readings is that of OpenNLP's queue and of its rounding. */
    @Property(tries = 100)
    void shouldEqualWhereReadingsAreEquallyGood(
            @ForAll("several") List<String> generators,
            @ForAll boolean maxent,
            @ForAll boolean bilou,
            @ForAll @IntRange(min = 1, max = 4) int beamSize,
            @ForAll long seed) {
        RandomModels random = new RandomModels(seed);
        String features = window(1, 1, String.join("", generators));

        assertThat(undecided(random.model(features, maxent, bilou, beamSize, random.equalWeights()), random))
                .isNotNegative();
    }

    /** Read without OpenNLP, with weights of every form that they are kept in. */
    @Property(tries = 200)
    void shouldEqualWhenReadFromAFile(
            @ForAll("withoutClusters") List<String> plain,
            @ForAll("withoutClusters") List<String> inWindow,
            @ForAll("weights") Function<RandomModels, DoubleSupplier> weights,
            @ForAll boolean maxent,
            @ForAll boolean bilou,
            @ForAll @IntRange(min = 1, max = 4) int beamSize,
            @ForAll long seed)
            throws IOException {
        RandomModels random = new RandomModels(seed);
        String features = String.join("", plain) + window(2, 1, String.join("", inWindow));
        byte[] file =
                ModelFiles.write(random.modelWithoutClusters(features, maxent, bilou, beamSize, weights.apply(random)));

        NameFinderModel read = NameFinderModel.read(() -> new ByteArrayInputStream(file));

        // Of the file too: what OpenNLP reads of a dictionary is not always what it wrote.
        TokenNameFinderModel stock = new TokenNameFinderModel(new ByteArrayInputStream(file));
        assertThat(undecided(read, stock, random)).isNotNegative();
    }

    /** Great weights lose digits in another order of additions. */
    @Property(tries = 50)
    void shouldEqualWithWeightsOfAnySize(
            @ForAll("several") List<String> generators,
            @ForAll boolean maxent,
            @ForAll @IntRange(min = -6, max = 12) int exponent,
            @ForAll long seed) {
        RandomModels random = new RandomModels(seed);
        DoubleSupplier any = random.anyWeights();
        DoubleSupplier weights = () -> maxent ? any.getAsDouble() : any.getAsDouble() * Math.pow(10, exponent);

        assertThat(undecided(random.model(String.join("", generators), maxent, true, 2, weights), random))
                .isNotNegative();
    }

    /** Where readings of different histories are equally good for the last place in the beam; few models have that. */
    @Example
    void shouldEqualWhereTheBeamEndsBetweenEquallyGoodReadings() {
        for (int seed = 0; seed < 20; seed++) {
            RandomModels random = new RandomModels(seed);
            TokenNameFinderModel model =
                    random.model(generator("BigramName", ""), seed % 2 == 0, false, 2, random.equalWeights());
            NameFinder finder = NameFinderModel.of(model).newFinder();
            NameFinderME stock = new NameFinderME(model);
            for (int sentence = 0; sentence < 30; sentence++) {
                String[] words = random.sentence(8);
                assertThat(names(finder.find(Tokens.of(Arrays.asList(words))))).isEqualTo(names(stock.find(words)));
            }
        }
    }

    @Property(tries = 200)
    void shouldEqualOnAnyWords(@ForAll List<String> words, @ForAll List<@From("broken") String> broken) {
        NameFinder finder = NerModel.bundled().newNameFinder();
        NameFinderME stock = new NameFinderME(BUNDLED);

        for (List<String> sentence : List.of(words, broken, words)) {
            assertThat(names(finder.find(Tokens.of(sentence))))
                    .isEqualTo(names(stock.find(sentence.toArray(String[]::new))));
        }
    }

    @Provide
    Arbitrary<String> broken() {
        return Arbitraries.chars().array(char[].class).ofMaxSize(8).map(String::new);
    }

    /** Compares on documents; returns how many sentences the finder searched as OpenNLP does. */
    private static long undecided(TokenNameFinderModel model, RandomModels random) {
        return undecided(NameFinderModel.of(model), model, random);
    }

    private static long undecided(NameFinderModel compiled, TokenNameFinderModel model, RandomModels random) {
        assertThat(compiled.isCompiled()).isTrue();
        CompiledFinder finder = (CompiledFinder) compiled.newFinder();
        NameFinderME stock = new NameFinderME(model);
        for (int document = 0; document < 5; document++) {
            finder.startDocument();
            stock.clearAdaptiveData();
            for (int sentence = 0; sentence < 6; sentence++) {
                String[] words = random.sentence(sentence == 0 ? 40 : 8);
                assertThat(names(finder.find(Tokens.of(Arrays.asList(words)))))
                        .as("names of %s", Arrays.toString(words))
                        .isEqualTo(names(stock.find(words)));
            }
        }
        return finder.undecided();
    }

    static List<Span> names(FoundNames found) {
        List<Span> names = new ArrayList<>();
        for (int name = 0; name < found.size(); name++) {
            names.add(new Span(found.start(name), found.end(name), found.type(name)));
        }
        return names;
    }

    static List<Span> names(Span[] found) {
        return Arrays.stream(found)
                .map(name -> new Span(name.getStart(), name.getEnd(), Outcomes.typeOrDefault(name.getType())))
                .toList();
    }

    private static String window(int previous, int next, String generators) {
        return generator(
                "Window",
                "<int name='prevLength'>" + previous + "</int><int name='nextLength'>" + next + "</int>" + generators);
    }

    static String generator(String kind, String parameters) {
        return "<generator class='" + NAMES + kind + "FeatureGeneratorFactory'>" + parameters + "</generator>";
    }
}
