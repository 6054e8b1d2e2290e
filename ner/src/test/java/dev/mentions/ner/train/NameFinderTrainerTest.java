package dev.mentions.ner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.ner.corpus.CorpusPart;
import dev.mentions.ner.corpus.LabelledSentence;
import dev.mentions.ner.corpus.NameSpan;
import dev.mentions.ner.extract.Entity;
import dev.mentions.ner.extract.EntityType;
import dev.mentions.ner.extract.NerModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameFinderTrainerTest {

    private static final List<String> PLACES = List.of("Rome", "Paris", "Oslo", "Quito", "Lima");

    private static final List<String> PEOPLE = List.of("Ada", "Grace", "Alan", "Edsger", "Barbara");

    @TempDir
    private Path folder;

    @Test
    void shouldTrainAModelThatStockOpenNlpReads() throws IOException {
        Path file = folder.resolve("names.bin");

        new NameFinderTrainer(recipe(10), TrainingListener.NONE)
                .train(sentences(), List.of())
                .write(file);

        NameFinderME stock = new NameFinderME(new TokenNameFinderModel(file));
        assertThat(stock.find(new String[] {"Yesterday", "Zoe", "Smith", "flew", "to", "Cairo", "."}))
                .containsExactly(new Span(1, 3, "person"), new Span(5, 6, "location"));
        assertThat(NerModel.load(file).newExtractor().extract("Yesterday Zoe Smith flew to Cairo."))
                .containsExactly(
                        new Entity(EntityType.PERSON, "zoe smith", "Zoe Smith", 1),
                        new Entity(EntityType.LOCATION, "cairo", "Cairo", 1));
    }

    @Test
    void shouldRepeatToTheSameWeights() throws IOException {
        NameFinderTrainer trainer = new NameFinderTrainer(recipe(5), TrainingListener.NONE);
        Path first = folder.resolve("first.bin");
        Path second = folder.resolve("second.bin");

        trainer.train(sentences(), sentences()).write(first);
        trainer.train(sentences(), sentences()).write(second);

        assertThat(weights(first)).isEqualTo(weights(second)).isNotEmpty();
    }

    @Test
    void shouldTellOfModelsAndPasses() {
        List<String> heard = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void modelStarted(int model, int models, int sentences) {
                assertThat(sentences).isEqualTo(sentences().size());
                heard.add("model " + model + " of " + models);
            }

            @Override
            public void passFinished(int pass, int passes, double accuracy) {
                assertThat(accuracy).isBetween(0.0, 1.0);
                heard.add(pass + " of " + passes);
            }
        };

        new NameFinderTrainer(recipe(2), listener).train(sentences(), List.of());

        assertThat(heard).containsExactly("model 1 of 2", "1 of 2", "2 of 2", "model 2 of 2", "1 of 2", "2 of 2");
    }

    @Test
    void shouldLeaveOutSilverSentencesThatTheOthersContradict() {
        List<LabelledSentence> silver = new ArrayList<>(sentences());
        int right = silver.size();
        for (String place : PLACES) {
            silver.add(new LabelledSentence(
                    List.of("Yesterday", "Ada", "Smith", "flew", "to", place, "."),
                    List.of(new NameSpan(5, 6, EntityType.ORGANIZATION)),
                    true));
        }
        List<Integer> heard = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void silverChecked(int sentences, int confirmed) {
                heard.addAll(List.of(sentences, confirmed));
            }
        };
        TrainingRecipe checking = new TrainingRecipe(
                List.of(),
                1,
                List.of(),
                2,
                5,
                TrainingRecipe.standard().features(),
                new TrainingRecipe.Learning(8, 1, 0, 0, 1),
                new TrainingRecipe.Form(Pruning.none(), 16, 2),
                7);

        new NameFinderTrainer(checking, listener).train(sentences(), silver);

        assertThat(heard).containsExactly(right + PLACES.size(), right);
    }

    @Test
    void shouldSayWhichFileIsNotThere() {
        NameFinderTrainer trainer = new NameFinderTrainer(TrainingRecipe.standard(), TrainingListener.NONE);

        assertThatThrownBy(() -> trainer.train(folder))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(CorpusPart.GOLD.get(0).file());
    }

    static TrainingRecipe recipe(int passes) {
        return new TrainingRecipe(
                List.of(),
                2,
                List.of(),
                2,
                5,
                TrainingRecipe.standard().features(),
                new TrainingRecipe.Learning(passes, 5, 0.2f, 0.5f, 2),
                new TrainingRecipe.Form(Pruning.none(), 16, 3),
                7);
    }

    private static List<LabelledSentence> sentences() {
        List<LabelledSentence> sentences = new ArrayList<>();
        for (String place : PLACES) {
            for (String person : PEOPLE) {
                sentences.add(new LabelledSentence(
                        List.of("Yesterday", person, "Smith", "flew", "to", place, "."),
                        List.of(new NameSpan(1, 3, EntityType.PERSON), new NameSpan(5, 6, EntityType.LOCATION)),
                        true));
                sentences.add(new LabelledSentence(List.of("Then", "it", "was", "dark", "."), List.of(), true));
            }
        }
        return sentences;
    }

    private static byte[] weights(Path model) throws IOException {
        try (ZipFile zip = new ZipFile(model.toFile());
                InputStream in = zip.getInputStream(zip.getEntry("nameFinder.model"))) {
            return in.readAllBytes();
        }
    }
}
