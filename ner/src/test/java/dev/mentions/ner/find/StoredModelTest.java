package dev.mentions.ner.find;

import static dev.mentions.ner.find.StockEqualityTest.generator;
import static dev.mentions.ner.find.StockEqualityTest.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import opennlp.tools.ml.model.AbstractModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.naivebayes.NaiveBayesModel;
import opennlp.tools.ml.perceptron.PerceptronModel;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What files a model is read from, and what is said of the others. */
class StoredModelTest {

    private static final String MANIFEST = "manifest.properties";

    private static final String DESCRIPTOR = "generator.featuregen";

    private final byte[] file = written(1);

    @Test
    void shouldSayThatAFileEndsTooEarly() {
        for (int length = 0; length < file.length / 2; length += 31) {
            byte[] start = Arrays.copyOf(file, length);

            assertThatThrownBy(() -> read(start))
                    .as("the first %d bytes", length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("name-finder model");
        }
    }

    /** It may be another model then, or none; never another kind of exception, nor an array as long as a number says. */
    @Test
    void shouldTakeWeightsWithAnyByteChanged() throws IOException {
        byte[] weights = ModelFiles.entries(file).get(StoredModel.WEIGHTS);
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 600; i++) {
            byte[] changed = weights.clone();
            // Where the counts and patterns are, in every other round.
            changed[random.nextInt(i % 2 == 0 ? weights.length : 400)] = (byte) random.nextInt(256);
            try {
                read(with(StoredModel.WEIGHTS, changed));
            } catch (IOException e) {
                refused++;
            }
        }

        assertThat(refused).isBetween(60, 540);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 1 0, Corrupt weights: -1 outcomes",
        "2, -5, 1 0, Corrupt weights: -5 patterns",
        "2, 1, 1 2, 'Corrupt weights: pattern \"1 2\"'",
        "2, 1, 1 -1, 'Corrupt weights: pattern \"1 -1\"'",
        "2, 1, -1 0, 'Corrupt weights: pattern \"-1 0\"'",
        "2, 1, one 0, 'Corrupt weights: pattern \"one 0\"'",
        "2, 1, '', 'Corrupt weights: pattern \"\"'",
        "2, 1, 3 0, 'Corrupt weights: 1 features, patterns for 3'"
    })
    void shouldSayWhatIsCorrupt(int outcomes, int patterns, String pattern, String message) throws IOException {
        byte[] corrupt = with(StoredModel.WEIGHTS, weights(outcomes, patterns, pattern, "w=ada"));

        assertThatThrownBy(() -> read(corrupt)).isInstanceOf(IOException.class).hasMessage(message);
    }

    @Test
    void shouldRefuseAFeatureThatIsThereTwice() throws IOException {
        byte[] twice = with(StoredModel.WEIGHTS, weights(2, 1, "2 0", "w=ada", "w=ada"));

        assertThatThrownBy(() -> read(twice))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("A feature is there twice");
    }

    @Test
    void shouldRefuseAFileWithoutAManifest() throws IOException {
        Map<String, byte[]> entries = ModelFiles.entries(file);
        entries.remove(MANIFEST);
        byte[] without = ModelFiles.zip(entries);
        entries.put(StoredModel.WEIGHTS, new byte[] {0, 2, 'Q', 'N'});
        byte[] unknown = ModelFiles.zip(entries);

        for (byte[] other : new byte[][] {without, unknown, {}, "names".getBytes(StandardCharsets.UTF_8)}) {
            assertThatThrownBy(() -> read(other))
                    .isInstanceOf(IOException.class)
                    .hasMessage("No name-finder model: no zip archive with a manifest.properties");
        }
    }

    @Test
    void shouldRefuseAModelWithoutWeights() throws IOException {
        Map<String, byte[]> entries = ModelFiles.entries(file);
        entries.remove(StoredModel.WEIGHTS);
        byte[] without = ModelFiles.zip(entries);

        assertThatThrownBy(() -> read(without))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No name-finder model")
                .hasMessageContaining("incomplete");
    }

    @Test
    void shouldRefuseAModelOfSomethingElse() throws IOException {
        byte[] other = withManifest("Component-Name=NameFinderME", "Component-Name=SentenceDetectorME");

        assertThatThrownBy(() -> read(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("NameFinderME cannot load a model for the SentenceDetectorME");
    }

    @Test
    void shouldRefuseABeamWithoutASize() throws IOException {
        byte[] other = withManifest("BeamSize=2", "BeamSize=two");

        assertThatThrownBy(() -> read(other)).isInstanceOf(IOException.class).hasMessageContaining("two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<featureGenerators",
                "<featureGenerators><generator class='opennlp.tools.util.featuregen.WindowFeatureGeneratorFactory'/>"
                        + "</featureGenerators>",
                "<featureGenerators><generator class='opennlp.tools.util.featuregen.WindowFeatureGeneratorFactory'>"
                        + "<int name='prevLength'>a</int><int name='nextLength'>1</int></generator></featureGenerators>"
            })
    void shouldRefuseADescriptionOfFeaturesThatCannotBeRead(String descriptor) throws IOException {
        byte[] other = with(DESCRIPTOR, descriptor.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> read(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("feature description cannot be read");
    }

    @Test
    void shouldNoticeAFileThatIsReplacedWhileItIsRead() throws IOException {
        byte[] weights = ModelFiles.entries(file).get(StoredModel.WEIGHTS);
        weights[weights.length - 1] ^= 1;
        byte[] sameSizes = with(StoredModel.WEIGHTS, weights);

        assertRefused(file, sameSizes);
        assertRefused(file, written(2));
        assertRefused(
                with(StoredModel.WEIGHTS, weights(2, 1, "1 0 1", "w=ada")),
                with(StoredModel.WEIGHTS, weights(2, 1, "2 0", "w=ada", "w=new")));
    }

    private static void assertRefused(byte[] first, byte[] later) {
        AtomicInteger reads = new AtomicInteger();
        ModelFile replaced = () -> new ByteArrayInputStream(reads.getAndIncrement() == 0 ? first : later);

        assertThatThrownBy(() -> NameFinderModel.read(replaced))
                .isInstanceOf(IOException.class)
                .hasMessage("The name-finder model has changed while it was read");
    }

    @Test
    void shouldLeaveWeightsOfAnotherKindToOpenNlp() throws IOException {
        AbstractModel weights = new NaiveBayesModel(
                new Context[] {new Context(new int[] {0, 1}, new double[] {1, 5})},
                new String[] {"w=ada"},
                new String[] {"other", "person-start"});
        byte[] other = ModelFiles.write(new TokenNameFinderModel("eng", weights, null, null));

        NameFinderModel model = read(other);

        assertThat(model.isCompiled()).isFalse();
        assertThat(model.newFinder().find(Tokens.of(List.of("Ada"))).size()).isLessThan(2);
    }

    /** OpenNLP writes what has more than 65,535 bytes in pieces. */
    @Test
    void shouldTakeFeaturesOfAnyLength() throws IOException {
        String word = "a".repeat(70_000);
        AbstractModel weights = new PerceptronModel(
                new Context[] {new Context(new int[] {1}, new double[] {2})},
                new String[] {"w=" + word},
                new String[] {"other", "person-start"});
        byte[] other = ModelFiles.write(new TokenNameFinderModel("eng", weights, null, null));

        NameFinderModel model = read(other);

        assertThat(model.isCompiled()).isTrue();
        assertThat(names(model.newFinder().find(Tokens.of(List.of("a", word, "b")))))
                .containsExactly(new Span(1, 2, "person"));
    }

    private static NameFinderModel read(byte[] file) throws IOException {
        return NameFinderModel.read(() -> new ByteArrayInputStream(file));
    }

    private static byte[] written(long seed) {
        RandomModels random = new RandomModels(seed);
        try {
            return ModelFiles.write(
                    random.modelWithoutClusters(generator("Token", ""), false, true, 2, random.quarterWeights()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the file with another entry in place of one. */
    private byte[] with(String entry, byte[] content) throws IOException {
        Map<String, byte[]> entries = ModelFiles.entries(file);
        entries.put(entry, content);
        return ModelFiles.zip(entries);
    }

    private byte[] withManifest(String line, String other) throws IOException {
        String manifest = new String(ModelFiles.entries(file).get(MANIFEST), StandardCharsets.ISO_8859_1);
        assertThat(manifest).contains(line);
        return with(MANIFEST, manifest.replace(line, other).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns a perceptron's weights: 1 for each feature and each outcome of the pattern. */
    private static byte[] weights(int outcomes, int patterns, String pattern, String... features) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF("Perceptron");
            out.writeInt(outcomes);
            for (int i = 0; i < outcomes; i++) {
                out.writeUTF("person" + i + "-start");
            }
            out.writeInt(patterns);
            out.writeUTF(pattern);
            out.writeInt(features.length);
            for (String feature : features) {
                out.writeUTF(feature);
            }
            int active = pattern.split(" ").length - 1;
            for (int i = 0; i < features.length * active; i++) {
                out.writeDouble(1);
            }
        }
        return bytes.toByteArray();
    }
}
