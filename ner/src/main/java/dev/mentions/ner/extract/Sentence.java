package dev.mentions.ner.extract;

import dev.mentions.ner.find.Tokens;
import java.util.Arrays;
import opennlp.tools.util.Span;

/** A sentence as the name finder takes it. */
final class Sentence {

    private final String text;

    /** Where its tokens' text starts in the text. */
    private final int start;

    private final Tokens tokens;
    private final boolean isPlace;

    private Sentence(String text, int start, Tokens tokens, boolean isPlace) {
        this.text = text;
        this.start = start;
        this.tokens = tokens;
        this.isPlace = isPlace;
    }

    /** Returns a sentence of tokens of the tokeniser's text, at least one. */
    static Sentence of(String text, WordTokenizer tokenizer, int from, int to, boolean isPlace) {
        int start = tokenizer.start(from);
        char[] chars = new char[tokenizer.end(to - 1) - start];
        text.getChars(start, start + chars.length, chars, 0);
        WordTokenizer.straighten(chars);
        Tokens tokens = new Tokens(chars, to - from);
        for (int token = from; token < to; token++) {
            tokens.add(tokenizer.start(token) - start, tokenizer.end(token) - start);
        }
        return new Sentence(text, start, tokens, isPlace);
    }

    /** Returns its tokens, which nobody changes. */
    Tokens tokens() {
        return tokens;
    }

    /** Returns its words, made anew. */
    String[] words() {
        return tokens.words();
    }

    /** Returns what stands where a name was found. */
    String surface(Span name) {
        return text.substring(start + tokens.start(name.getStart()), start + tokens.end(name.getEnd() - 1));
    }

    /** Returns the names found in it, without those that are none and with those that need no finding. */
    Span[] names(Span[] found) {
        if (isPlace) {
            return Places.of(words());
        }
        return found.length == 0
                ? found
                : Arrays.stream(found).filter(this::isName).toArray(Span[]::new);
    }

    /** Links, addresses, @handles and #hashtags are written by the rules of machines; they name nothing. */
    private boolean isName(Span name) {
        for (int token = name.getStart(); token < name.getEnd(); token++) {
            if (SocialText.isMarked(tokens.word(token))) {
                return false;
            }
        }
        boolean isRetweet = name.length() == 1
                && tokens.word(name.getStart()).equals("RT")
                && name.getEnd() < tokens.size()
                && tokens.word(name.getEnd()).startsWith("@");
        return !isRetweet;
    }
}
