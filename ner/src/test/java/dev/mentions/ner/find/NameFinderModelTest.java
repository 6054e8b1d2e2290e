package dev.mentions.ner.find;

import static dev.mentions.ner.find.StockEqualityTest.generator;
import static dev.mentions.ner.find.StockEqualityTest.names;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import opennlp.tools.ml.maxent.GISModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NameFinderModelTest {

    private static final String WINDOW = "<int name='prevLength'>1</int><int name='nextLength'>1</int>";

    static List<String> unknownFeatures() {
        return List.of(
                generator("Token", "") + generator("DocumentBegin", ""),
                generator("Window", WINDOW + generator("Window", WINDOW + generator("Token", ""))),
                generator("Window", WINDOW.replace("1", "9") + generator("TokenClass", "")));
    }

    @ParameterizedTest
    @MethodSource("unknownFeatures")
    void shouldLeaveModelsWithOtherFeaturesToOpenNlp(String features) {
        RandomModels random = new RandomModels(1);
        TokenNameFinderModel model = random.model(features, true, true, 2, random.anyWeights());

        assertThat(NameFinderModel.of(model).isCompiled()).isFalse();
        assertEqual(model, random);
    }

    @Test
    void shouldTakeOpenNlpsDefaultFeatures() {
        GISModel weights = new GISModel(
                new Context[] {
                    new Context(new int[] {1}, new double[] {2}), new Context(new int[] {2}, new double[] {2})
                },
                new String[] {"w&c=ada,ic", "pw,w=Ada,Lovelace"},
                new String[] {"other", "person-start", "person-cont"});

        NameFinderModel model = NameFinderModel.of(new TokenNameFinderModel("eng", weights, null, null));

        assertThat(model.isCompiled()).isTrue();
        assertThat(names(model.newFinder().find(Tokens.of(List.of("Ada", "Lovelace", "left")))))
                .containsExactly(new Span(0, 2, "person"));
    }

    /** What {@code NameFinderME} throws an exception at. */
    @Test
    void shouldFindNoNamesWhereNothingHasAProbability() {
        for (double weight : new double[] {Double.NaN, 1e6, -1e6, Double.POSITIVE_INFINITY}) {
            RandomModels random = new RandomModels(3);
            TokenNameFinderModel model = random.model(generator("Token", ""), true, true, 2, () -> weight);

            FoundNames found = NameFinderModel.of(model).newFinder().find(Tokens.of(List.of("Ada", "of", "York")));

            assertThat(names(found)).as("with weights of %s", weight).isEmpty();
        }
    }

    @Test
    void shouldTakeAnEmptySentence() {
        RandomModels random = new RandomModels(4);
        TokenNameFinderModel model = random.model(generator("Token", ""), false, true, 3, random.anyWeights());

        assertThat(names(NameFinderModel.of(model).newFinder().find(Tokens.of(List.of()))))
                .isEmpty();
    }

    private static void assertEqual(TokenNameFinderModel model, RandomModels random) {
        NameFinder finder = NameFinderModel.of(model).newFinder();
        NameFinderME stock = new NameFinderME(model);
        for (int sentence = 0; sentence < 40; sentence++) {
            if (sentence % 4 == 0) {
                finder.startDocument();
                stock.clearAdaptiveData();
            }
            String[] words = random.sentence(12);
            assertThat(names(finder.find(Tokens.of(Arrays.asList(words))))).isEqualTo(names(stock.find(words)));
        }
    }
}
