package dev.mentions.ner.extract;

import dev.mentions.ner.find.Tokens;
import java.util.List;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;
import opennlp.tools.util.Span;

/** What an extractor does to a text before it finds names, step by step, for whoever measures. For one thread. */
public final class ExtractionSteps {

    private final SentenceDetectorME sentences;
    private final SentenceReader reader;
    private final WordTokenizer tokenizer = new WordTokenizer();

    ExtractionSteps(SentenceModel sentences) {
        this.sentences = new SentenceDetectorME(sentences);
        this.reader = new SentenceReader(sentences);
    }

    /** Returns the paragraphs of a text. */
    public List<String> paragraphs(String text) {
        return SentenceReader.paragraphs(text);
    }

    /** Returns the sentences of a paragraph, as ranges of it. */
    public Span[] sentences(String paragraph) {
        return sentences.sentPosDetect(paragraph);
    }

    /** Returns how many tokens a sentence has. */
    public int countTokens(String paragraph, Span sentence) {
        tokenizer.tokenize(paragraph, sentence.getStart(), sentence.getEnd());
        return tokenizer.size();
    }

    /** Returns the tokens of a text as the name finder gets them, sentence by sentence. */
    public List<Tokens> tokens(String text) {
        return reader.read(text).stream().map(Sentence::tokens).toList();
    }
}
