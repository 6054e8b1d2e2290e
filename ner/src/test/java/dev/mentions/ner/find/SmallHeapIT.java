package dev.mentions.ner.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import opennlp.tools.ml.model.Context;
import opennlp.tools.ml.perceptron.PerceptronModel;
import opennlp.tools.namefind.TokenNameFinderModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own reads a model in a heap that has no room for OpenNLP's form of it. */
class SmallHeapIT {

    /** Ours of these takes some 9 MB, OpenNLP's some 60. */
    private static final int FEATURES = 250_000;

    private static final String HEAP = "-Xmx32m";

    @TempDir
    private Path folder;

    /** What the other process runs: says how many names there are in the words behind a model file, and whether fast. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
            NameFinderModel model = NameFinderModel.read(() -> Files.newInputStream(file));
            int names = model.newFinder().find(Tokens.of(words)).size();
            System.out.println(names + (model.isCompiled() ? " fast" : " slowly"));
        }
    }

    @Test
    void shouldReadAModelOfManyFeaturesInASmallHeap() throws Exception {
        Path file = folder.resolve("names.bin");
        Files.write(file, ModelFiles.write(model()));
        Path output = folder.resolve("output");

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        file.toString(),
                        "word7",
                        "and",
                        "word" + (FEATURES - 1))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(output, StandardCharsets.UTF_8).lines()).endsWith("2 fast");
    }

    private static TokenNameFinderModel model() {
        String[] features =
                IntStream.range(0, FEATURES).mapToObj(i -> "w=word" + i).toArray(String[]::new);
        Context[] weights = new Context[FEATURES];
        Arrays.setAll(weights, i -> new Context(new int[] {0, 1}, new double[] {-1.5, 1.25 + i % 7}));
        return new TokenNameFinderModel(
                "eng", new PerceptronModel(weights, features, new String[] {"other", "person-start"}), null, null);
    }
}
