package dev.mentions.ner.find;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import opennlp.tools.namefind.TokenNameFinderModel;

/**
 * A model file whose weights are read where they stand, so that OpenNLP's form of them, some 200 bytes a feature and the
 * features' texts, is never in memory. All else in it, OpenNLP reads.
 */
final class StoredModel implements Features {

    static final String WEIGHTS = "nameFinder.model";

    private static final String MANIFEST = "manifest.properties";

    private static final int BUFFER = 1 << 16;

    private final ModelFile file;
    private final boolean perceptron;
    private final String[] outcomes;
    private final WeightFormat format;
    private final long checksum;
    private final TokenNameFinderModel frame;

    private StoredModel(
            ModelFile file, WeightsReader weights, WeightFormat format, long checksum, TokenNameFinderModel frame) {
        this.file = file;
        this.perceptron = weights.isPerceptron();
        this.outcomes = weights.outcomes();
        this.format = format;
        this.checksum = checksum;
        this.frame = frame;
    }

    /**
     * Reads a file for the first time.
     *
     * @return empty when its weights are of a kind that only OpenNLP reads, or it has none
     * @throws IOException when it cannot be read or holds no model
     */
    static Optional<StoredModel> of(ModelFile file) throws IOException {
        WeightFormat format = new WeightFormat();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        WeightsReader weights = null;
        long checksum = 0;
        boolean hasManifest = false;
        try (ZipInputStream in = unzip(file);
                ZipOutputStream out = new ZipOutputStream(frame)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                hasManifest |= entry.getName().equals(MANIFEST);
                if (entry.getName().equals(WEIGHTS)) {
                    weights = new WeightsReader(in);
                    if (weights.isKnown()) {
                        weights.readHead();
                        weights.readFeatures(format);
                        weights.writeEmpty(new DataOutputStream(out));
                        in.closeEntry();
                        checksum = entry.getCrc();
                    }
                } else {
                    in.transferTo(out);
                }
            }
        } catch (EOFException e) {
            throw new IOException("The name-finder model ends too early", e);
        }
        if (!hasManifest) {
            throw new IOException("No name-finder model: no zip archive with a " + MANIFEST);
        }
        return weights == null || !weights.isKnown()
                ? Optional.empty()
                : Optional.of(new StoredModel(
                        file, weights, format, checksum, read(() -> new ByteArrayInputStream(frame.toByteArray()))));
    }

    /**
     * Returns what OpenNLP makes of a file.
     *
     * @throws IOException when it cannot be read or holds no model
     */
    static TokenNameFinderModel read(ModelFile file) throws IOException {
        try (InputStream in = file.open()) {
            return new TokenNameFinderModel(in);
        } catch (IllegalArgumentException e) {
            throw new IOException("No name-finder model: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isPerceptron() {
        return perceptron;
    }

    @Override
    public String[] outcomes() {
        return outcomes;
    }

    /** Returns what the weights are like. */
    WeightFormat format() {
        return format;
    }

    /** Returns the model as OpenNLP has it, but without any features. */
    TokenNameFinderModel frame() {
        return frame;
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        try (ZipInputStream in = unzip(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(WEIGHTS)) {
                    WeightsReader weights = new WeightsReader(in);
                    weights.readHead();
                    boolean same = weights.outcomes().length == outcomes.length
                            && weights.features() == format.features()
                            && weights.weights() == format.weights();
                    if (same) {
                        weights.readFeatures(visitor);
                        in.closeEntry();
                    }
                    if (same && entry.getCrc() == checksum) {
                        return;
                    }
                }
            }
        }
        throw new IOException("The name-finder model has changed while it was read");
    }

    private static ZipInputStream unzip(ModelFile file) throws IOException {
        return new ZipInputStream(new BufferedInputStream(file.open(), BUFFER));
    }
}
