package dev.mentions.ner.extract;

import java.util.function.Consumer;

/** Cuts texts into the sentences and words that the name finder sees. For one thread at a time. */
public final class TextSentences {

    private final SentenceReader reader = new SentenceReader(NerModel.sentences());
    private final WordTokenizer tokenizer = new WordTokenizer();

    /** Hands over the words of each sentence of a text, in order. */
    public void forEach(String text, Consumer<String[]> consumer) {
        for (Sentence sentence : reader.read(text)) {
            consumer.accept(sentence.words());
        }
    }

    /** Returns the words of a line that is one name or one sentence as it stands, with single spaces. */
    public String[] words(String line) {
        tokenizer.tokenize(line, 0, line.length());
        return tokenizer.size() == 0
                ? new String[0]
                : Sentence.of(line, tokenizer, 0, tokenizer.size(), false).words();
    }
}
