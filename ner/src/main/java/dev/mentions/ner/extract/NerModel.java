package dev.mentions.ner.extract;

import dev.mentions.ner.find.NameFinder;
import dev.mentions.ner.find.NameFinderModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.sentdetect.SentenceModel;
import org.jspecify.annotations.Nullable;

/** The models that extraction needs. Nothing of it changes, so threads share one and make an extractor each. */
public final class NerModel {

    private static final String BUNDLED_NAMES = "/dev/mentions/ner/extract/en-names.bin";
    private static final String BUNDLED_SENTENCES = "/opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin";

    private final SentenceModel sentences;
    private final TokenNameFinderModel names;

    /** Made when first needed: who only writes the model, or runs it in OpenNLP, does without. */
    private @Nullable NameFinderModel finders;

    /** @param names any OpenNLP name-finder model whose types are labels of {@link EntityType} */
    public NerModel(TokenNameFinderModel names) {
        this.sentences = BundledSentences.MODEL;
        this.names = names;
    }

    /** Returns the English model in this jar. Loaded once a JVM, on the first call. */
    public static NerModel bundled() {
        return Bundled.MODEL;
    }

    /**
     * Reads a name-finder model that OpenNLP or our trainer wrote.
     *
     * @throws IOException when there is no such file, or it is no such model
     */
    public static NerModel load(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new NerModel(new TokenNameFinderModel(in));
        }
    }

    /** Writes the name-finder model as stock OpenNLP reads it; {@link #load} is the way back. */
    public void write(Path file) throws IOException {
        names.serialize(file);
    }

    /** Returns an extractor for one thread, which merges the forms of a name {@link Merging#WITHIN_POST}. */
    public EntityExtractor newExtractor() {
        return newExtractor(Merging.WITHIN_POST);
    }

    /** Returns an extractor for one thread. */
    public EntityExtractor newExtractor(Merging merging) {
        return new OpenNlpExtractor(sentences, newNameFinder(), merging);
    }

    /** Returns the steps that come before the finding of names, for one thread. */
    public ExtractionSteps newSteps() {
        return new ExtractionSteps(sentences);
    }

    /** Returns a finder of names among tokens, for one thread. */
    public NameFinder newNameFinder() {
        return finders().newFinder();
    }

    /** Returns OpenNLP's form of the name-finder model. */
    public TokenNameFinderModel names() {
        return names;
    }

    static SentenceModel sentences() {
        return BundledSentences.MODEL;
    }

    private synchronized NameFinderModel finders() {
        NameFinderModel made = finders;
        if (made == null) {
            made = NameFinderModel.of(names);
            finders = made;
        }
        return made;
    }

    private static <T> T read(String resource, Reading<T> reading) {
        try (InputStream in = NerModel.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource + " is not on the class path");
            }
            return reading.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reading<T> {
        T read(InputStream in) throws IOException;
    }

    private static final class BundledSentences {
        static final SentenceModel MODEL = NerModel.read(BUNDLED_SENTENCES, SentenceModel::new);
    }

    private static final class Bundled {
        static final NerModel MODEL = new NerModel(NerModel.read(BUNDLED_NAMES, TokenNameFinderModel::new));
    }
}
