package dev.mentions.ner.extract;

import java.util.Arrays;
import opennlp.tools.util.Span;

/** A sentence as the name finder takes it. */
final class Sentence {

    private final String text;
    private final int[] starts;
    private final int[] ends;
    private final String[] words;
    private final boolean isPlace;

    private Sentence(String text, int[] starts, int[] ends, String[] words, boolean isPlace) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
        this.words = words;
        this.isPlace = isPlace;
    }

    /** Returns a sentence of tokens of the tokeniser's text. */
    static Sentence of(String text, WordTokenizer tokenizer, int from, int to, boolean isPlace) {
        int[] starts = new int[to - from];
        int[] ends = new int[to - from];
        for (int token = from; token < to; token++) {
            starts[token - from] = tokenizer.start(token);
            ends[token - from] = tokenizer.end(token);
        }
        return new Sentence(text, starts, ends, tokenizer.words(from, to), isPlace);
    }

    /** Returns its words, which nobody changes. */
    String[] words() {
        return words;
    }

    /** Returns what stands where a name was found. */
    String surface(Span name) {
        return text.substring(starts[name.getStart()], ends[name.getEnd() - 1]);
    }

    /** Returns the names found in it, without those that are none and with those that need no finding. */
    Span[] names(Span[] found) {
        return isPlace
                ? Places.of(words)
                : Arrays.stream(found).filter(this::isName).toArray(Span[]::new);
    }

    /** Links, addresses, @handles and #hashtags are written by the rules of machines; they name nothing. */
    private boolean isName(Span name) {
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
