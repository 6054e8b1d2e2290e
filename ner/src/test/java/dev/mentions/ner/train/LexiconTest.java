package dev.mentions.ner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mentions.ner.cluster.WordClasses;
import dev.mentions.ner.cluster.WordSequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import opennlp.tools.ml.maxent.GISModel;
import opennlp.tools.namefind.BilouCodec;
import opennlp.tools.namefind.NameContextGenerator;
import opennlp.tools.namefind.TokenNameFinderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LexiconTest {

    private static final List<String> FILES = List.of(
            "first_names",
            "last_names",
            "people",
            "titles",
            "cities",
            "countries",
            "regions",
            "demonyms",
            "organizations",
            "companies",
            "org_suffixes",
            "sports_clubs_short",
            "misc");

    private static final String[] SENTENCE = {"Yesterday", "Ada", "Quark", "flew", "to", "Rome", "with", "McDuff", "."};

    private static final String[] OUTCOMES = {"other", "person-unit", "location-unit"};

    @TempDir
    private Path corpora;

    private Lexicon lexicon;

    @BeforeEach
    void readCorpora() throws IOException {
        Files.createDirectory(corpora.resolve("gazetteers"));
        for (String file : FILES) {
            Files.writeString(corpora.resolve("gazetteers").resolve(file + ".txt"), "");
        }
        Files.writeString(corpora.resolve("gazetteers/first_names.txt"), "Ada\nGrace\n");
        Files.writeString(corpora.resolve("gazetteers/last_names.txt"), "McDuff\nRome\n");
        Files.writeString(corpora.resolve("gazetteers/companies.txt"), "Quark One\nQuark Two\nQuark Three\nOne\n");
        WordSequence.Builder text = new WordSequence.Builder();
        for (int i = 0; i < 20; i++) {
            text.add(new String[] {"Yesterday", "Ada", "flew", "to", "Rome", "."});
            text.add(new String[] {"Grace", "flew", "to", "Oslo", "."});
        }
        lexicon = Lexicon.of(corpora, WordClasses.of(text.build(5)));
    }

    @Test
    void shouldKnowWordsByListsAndGroupsInTheirPlaces() {
        List<String> features = lexicon.features(SENTENCE, 1);

        assertThat(features)
                .contains("&:FIRST_NAMES", "n1&:in COMPANIES")
                .doesNotContain("n1&:COMPANIES", "&:LAST_NAMES")
                .anyMatch(feature -> feature.matches("p1&:c\\d+"))
                .anyMatch(feature -> feature.matches("n2=:c\\d+"))
                .noneMatch(feature -> feature.startsWith("n2&:f"));
        assertThat(lexicon.features(new String[] {"ada"}, 0))
                .as("in small letters it is in no list")
                .isNotEmpty()
                .allMatch(feature -> feature.startsWith("=:"));
    }

    @Test
    void shouldScoreTheSameFoldedIntoTheFeaturesThatOpenNlpHas() {
        Set<String> labels = new LinkedHashSet<>();
        for (int token = 0; token < SENTENCE.length; token++) {
            labels.addAll(lexicon.features(SENTENCE, token));
        }
        FeatureWeights weights = new FeatureWeights(OUTCOMES);
        Random random = new Random(1);
        for (String label : labels) {
            weights.put(label, new float[] {random.nextInt(9), random.nextInt(9), random.nextInt(9)});
        }
        GISModel before = weights.toModel(Pruning.none(), 1);

        lexicon.fold(weights);

        GISModel after = weights.toModel(Pruning.none(), 1);
        NameContextGenerator stock = new TokenNameFinderFactory(
                        TrainingRecipe.standard().features().getBytes(StandardCharsets.UTF_8), null, new BilouCodec())
                .createContextGenerator();
        List<Double> folded = new ArrayList<>();
        for (int token = 0; token < SENTENCE.length; token++) {
            double[] expected = before.eval(lexicon.features(SENTENCE, token).toArray(String[]::new));
            double[] found = after.eval(stock.getContext(token, SENTENCE, null, null));
            assertThat(found).as("token %s", token).containsExactly(expected, within(1e-12));
            folded.add(found[0]);
        }
        assertThat(folded).doesNotHaveDuplicates();
    }
}
