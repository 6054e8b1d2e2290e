package dev.mentions.ner.extract;

import dev.mentions.ner.find.Tokens;
import java.util.Arrays;
import opennlp.tools.util.Span;

/** A sentence as the name finder takes it. */
final class Sentence {

    private final String text;
    private final int[] starts;
    private final int[] ends;
    private final Tokens tokens;
    private final boolean isPlace;

    private Sentence(String text, int[] starts, int[] ends, Tokens tokens, boolean isPlace) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
        this.tokens = tokens;
        this.isPlace = isPlace;
    }

    /** Returns a sentence of tokens of the tokeniser's text, at least one. */
    static Sentence of(String text, WordTokenizer tokenizer, int from, int to, boolean isPlace) {
        int[] starts = new int[to - from];
        int[] ends = new int[to - from];
        int first = tokenizer.start(from);
        Tokens tokens = new Tokens();
        tokens.setText(WordTokenizer.straight(text.substring(first, tokenizer.end(to - 1))));
        for (int token = from; token < to; token++) {
            starts[token - from] = tokenizer.start(token);
            ends[token - from] = tokenizer.end(token);
            tokens.add(tokenizer.start(token) - first, tokenizer.end(token) - first);
        }
        return new Sentence(text, starts, ends, tokens, isPlace);
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
        return text.substring(starts[name.getStart()], ends[name.getEnd() - 1]);
    }

    /** Returns the names found in it, without those that are none and with those that need no finding. */
    Span[] names(Span[] found) {
        if (!isPlace && found.length == 0) {
            return found;
        }
        String[] words = words();
        return isPlace
                ? Places.of(words)
                : Arrays.stream(found).filter(name -> isName(name, words)).toArray(Span[]::new);
    }

    /** Links, addresses, @handles and #hashtags are written by the rules of machines; they name nothing. */
    private static boolean isName(Span name, String[] words) {
        for (int token = name.getStart(); token < name.getEnd(); token++) {
            if (SocialText.isMarked(words[token])) {
                return false;
            }
        }
        boolean isRetweet = name.length() == 1
                && words[name.getStart()].equals("RT")
                && name.getEnd() < words.length
                && words[name.getEnd()].startsWith("@");
        return !isRetweet;
    }
}
