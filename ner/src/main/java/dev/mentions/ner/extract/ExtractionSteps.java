package dev.mentions.ner.extract;

import dev.mentions.ner.find.Tokens;
import java.util.ArrayList;
import java.util.List;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.util.Span;

/** What an extractor does to a text before it finds names, step by step, for whoever measures. For one thread. */
public final class ExtractionSteps {

    private final SentenceDetectorME sentences;
    private final WordTokenizer tokenizer = new WordTokenizer();

    ExtractionSteps(SentenceDetectorME sentences) {
        this.sentences = sentences;
    }

    /** Returns the paragraphs of a text. */
    public List<String> paragraphs(String text) {
        return Paragraphs.of(text);
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
        List<Tokens> tokens = new ArrayList<>();
        for (String paragraph : paragraphs(text)) {
            for (Span sentence : sentences(paragraph)) {
                int size = countTokens(paragraph, sentence);
                for (int from = 0; from < size; from += OpenNlpExtractor.MAX_SENTENCE_TOKENS) {
                    int to = Math.min(size, from + OpenNlpExtractor.MAX_SENTENCE_TOKENS);
                    Tokens part = new Tokens();
                    part.setText(WordTokenizer.straight(paragraph));
                    for (int token = from; token < to; token++) {
                        part.add(tokenizer.start(token), tokenizer.end(token));
                    }
                    tokens.add(part);
                }
            }
        }
        return tokens;
    }
}
