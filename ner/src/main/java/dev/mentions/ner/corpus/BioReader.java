package dev.mentions.ner.corpus;

import dev.mentions.ner.extract.EntityType;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a BIO file: UTF-8, a token, a tab and a tag a line, a blank line after a sentence, and a line
 * {@code -DOCSTART-} before a document. A file that marks no documents has one in every sentence.
 */
public final class BioReader {

    private static final String DOCUMENT_START = "-DOCSTART-";

    private final Path file;
    private final List<LabelledSentence> sentences = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final List<NameSpan> names = new ArrayList<>();
    private boolean startsDocument = true;
    private boolean hasDocuments;
    private int nameStart;
    private EntityType nameType;
    private boolean inName;
    private int line;

    private BioReader(Path file) {
        this.file = file;
        this.nameType = EntityType.MISC;
    }

    /**
     * Returns the sentences of a file.
     *
     * @throws BioFormatException when a line is not of that form
     * @throws IOException when the file cannot be read
     */
    public static List<LabelledSentence> read(Path file) throws IOException {
        return new BioReader(file).read();
    }

    private List<LabelledSentence> read() throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                take(text);
            }
        } catch (MalformedInputException e) {
            throw new BioFormatException(file, line + 1, "this line, or one soon after it, is not UTF-8");
        }
        endSentence();
        if (hasDocuments) {
            return List.copyOf(sentences);
        }
        return sentences.stream()
                .map(sentence -> new LabelledSentence(sentence.tokens(), sentence.names(), true))
                .toList();
    }

    private void take(String text) throws BioFormatException {
        if (text.isBlank()) {
            endSentence();
        } else if (text.startsWith(DOCUMENT_START)) {
            endSentence();
            startsDocument = true;
            hasDocuments = true;
        } else {
            int tab = text.indexOf('\t');
            if (tab <= 0 || tab != text.lastIndexOf('\t')) {
                throw new BioFormatException(file, line, "expected a token, one tab and a tag");
            }
            tag(text.substring(tab + 1));
            tokens.add(text.substring(0, tab));
        }
    }

    private void tag(String tag) throws BioFormatException {
        if (tag.equals("O")) {
            endName();
            return;
        }
        if (!tag.startsWith("B-") && !tag.startsWith("I-")) {
            throw new BioFormatException(file, line, "the tag is not O, B-<type> or I-<type>");
        }
        EntityType type = EntityType.ofLabel(tag.substring(2))
                .orElseThrow(() -> new BioFormatException(
                        file, line, "the tag's type is not person, organization, location or misc"));
        if (tag.charAt(0) == 'B') {
            endName();
            inName = true;
            nameStart = tokens.size();
            nameType = type;
        } else if (!inName || nameType != type) {
            throw new BioFormatException(file, line, "an I- tag continues no name of its type");
        }
    }

    private void endName() {
        if (inName) {
            names.add(new NameSpan(nameStart, tokens.size(), nameType));
            inName = false;
        }
    }

    private void endSentence() {
        endName();
        if (!tokens.isEmpty()) {
            sentences.add(new LabelledSentence(tokens, names, startsDocument));
            startsDocument = false;
            tokens.clear();
            names.clear();
        }
    }
}
