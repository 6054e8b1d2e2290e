package dev.mentions.ner.find;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;
import opennlp.tools.ml.model.ModelParameterChunker;

/**
 * Reads the weights of a maxent or perceptron model in OpenNLP's binary format: the kind, the names of the outcomes, the
 * patterns, the texts of the features, their weights. A pattern says how many of the features, in their order, have
 * weights for which outcomes.
 */
final class WeightsReader {

    private static final String PERCEPTRON = "Perceptron";

    private static final String MAXENT = "GIS";

    private static final int BUFFER = 1 << 16;

    private final DataInputStream in;
    private final String kind;
    private final List<String> outcomes = new ArrayList<>();
    private final List<int[]> patterns = new ArrayList<>();
    private int features;

    /** Reads what kind of model it is. */
    WeightsReader(InputStream in) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(in, BUFFER));
        int length = this.in.readUnsignedShort();
        this.kind = length > PERCEPTRON.length()
                ? "unknown"
                : new String(this.in.readNBytes(length), StandardCharsets.US_ASCII);
    }

    /** Whether it is of a kind that is read here. */
    boolean isKnown() {
        return isPerceptron() || kind.equals(MAXENT);
    }

    boolean isPerceptron() {
        return kind.equals(PERCEPTRON);
    }

    /** Reads up to the features. */
    void readHead() throws IOException {
        if (!isPerceptron()) {
            in.readInt(); // A correction constant
            in.readDouble(); // and a parameter, which only old versions of OpenNLP used.
        }
        for (int i = count("outcomes"); i > 0; i--) {
            outcomes.add(readText());
        }
        for (int i = count("patterns"); i > 0; i--) {
            patterns.add(pattern(readText()));
        }
        features = count("features");
        long expected = patterns.stream().mapToLong(pattern -> pattern[0]).sum();
        if (features != expected) {
            throw new IOException("Corrupt weights: " + features + " features, patterns for " + expected);
        }
    }

    String[] outcomes() {
        return outcomes.toArray(String[]::new);
    }

    int features() {
        return features;
    }

    /** Returns the number of weights of all features. */
    long weights() {
        return patterns.stream()
                .mapToLong(pattern -> (long) pattern[0] * (pattern.length - 1))
                .sum();
    }

    /** Shows the features. */
    void readFeatures(Features.Visitor visitor) throws IOException {
        for (int i = 0; i < features; i++) {
            visitor.text(readText());
        }
        for (int[] pattern : patterns) {
            readWeights(pattern, visitor);
        }
    }

    private void readWeights(int[] pattern, Features.Visitor visitor) throws IOException {
        int[] active = Arrays.copyOfRange(pattern, 1, pattern.length);
        double[] weights = new double[active.length];
        byte[] bytes = new byte[active.length * Double.BYTES];
        for (int i = 0; i < pattern[0]; i++) {
            in.readFully(bytes);
            ByteBuffer.wrap(bytes).asDoubleBuffer().get(weights);
            visitor.weights(active, weights);
        }
    }

    /** Writes the same model without any features. */
    void writeEmpty(DataOutputStream out) throws IOException {
        out.writeUTF(kind);
        if (!isPerceptron()) {
            out.writeInt(1);
            out.writeDouble(1);
        }
        out.writeInt(outcomes.size());
        for (String outcome : outcomes) {
            ModelParameterChunker.writeUTF(out, outcome);
        }
        out.writeInt(0);
        out.writeInt(0);
    }

    private String readText() throws IOException {
        try {
            return ModelParameterChunker.readUTF(in);
        } catch (NumberFormatException e) {
            throw new IOException("Corrupt weights: a text in pieces without their number", e);
        }
    }

    private int count(String what) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            throw new IOException("Corrupt weights: " + count + " " + what);
        }
        return count;
    }

    /** Returns a number of features and the outcomes that they have weights for. */
    private int[] pattern(String text) throws IOException {
        StringTokenizer numbers = new StringTokenizer(text, " ");
        int[] pattern = new int[numbers.countTokens()];
        try {
            Arrays.setAll(pattern, i -> Integer.parseInt(numbers.nextToken()));
        } catch (NumberFormatException e) {
            throw new IOException("Corrupt weights: pattern \"" + text + '"', e);
        }
        if (pattern.length == 0
                || pattern[0] < 0
                || Arrays.stream(pattern, 1, pattern.length).anyMatch(i -> i < 0 || i >= outcomes.size())) {
            throw new IOException("Corrupt weights: pattern \"" + text + '"');
        }
        return pattern;
    }
}
