package dev.mentions.ner.extract;

import dev.mentions.ner.find.ModelFile;
import dev.mentions.ner.find.NameFinder;
import dev.mentions.ner.find.NameFinderModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import opennlp.tools.namefind.TokenNameFinderModel;
import opennlp.tools.sentdetect.SentenceModel;

/** The models that extraction needs. Nothing of it changes, so threads share one and make an extractor each. */
public final class NerModel {

    private static final String BUNDLED_NAMES = "/dev/mentions/ner/extract/en-names.bin";
    private static final String BUNDLED_SENTENCES = "/opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin";

    private final SentenceModel sentences;
    private final Origin origin;
    private final NameFinderModel finders;

    private NerModel(Origin origin, NameFinderModel finders) {
        this.sentences = BundledSentences.MODEL;
        this.origin = origin;
        this.finders = finders;
    }

    /** @param names any OpenNLP name-finder model whose types are labels of {@link EntityType} */
    public NerModel(TokenNameFinderModel names) {
        this(new Made(names), NameFinderModel.of(names));
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
        return read(() -> Files.newInputStream(file));
    }

    private static NerModel read(ModelFile file) throws IOException {
        return new NerModel(new Kept(file), NameFinderModel.read(file));
    }

    /**
     * Writes the name-finder model as stock OpenNLP reads it; {@link #load} is the way back. A loaded one is copied from the
     * file that it was loaded from.
     */
    public void write(Path file) throws IOException {
        origin.write(file);
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
        return finders.newFinder();
    }

    /**
     * Returns OpenNLP's form of the name-finder model, to compare with. It takes some 300 bytes for each feature, and is read
     * anew at each call if the model was loaded.
     */
    public TokenNameFinderModel names() throws IOException {
        return origin.names();
    }

    static SentenceModel sentences() {
        return BundledSentences.MODEL;
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = NerModel.class.getResourceAsStream(name);
        if (in == null) {
            throw new FileNotFoundException(name + " is not on the class path");
        }
        return in;
    }

    private sealed interface Origin {

        TokenNameFinderModel names() throws IOException;

        void write(Path file) throws IOException;
    }

    private record Made(TokenNameFinderModel names) implements Origin {

        @Override
        public void write(Path file) throws IOException {
            names.serialize(file);
        }
    }

    private record Kept(ModelFile file) implements Origin {

        @Override
        public TokenNameFinderModel names() throws IOException {
            try (InputStream in = file.open()) {
                return new TokenNameFinderModel(in);
            }
        }

        @Override
        public void write(Path copy) throws IOException {
            try (InputStream in = file.open()) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static final class BundledSentences {

        static final SentenceModel MODEL = read();

        private static SentenceModel read() {
            try (InputStream in = resource(BUNDLED_SENTENCES)) {
                return new SentenceModel(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Bundled {

        static final NerModel MODEL = read();

        private static NerModel read() {
            try {
                return NerModel.read(() -> resource(BUNDLED_NAMES));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
