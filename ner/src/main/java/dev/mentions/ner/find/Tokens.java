package dev.mentions.ner.find;

import java.util.List;

/** A sentence's tokens as ranges of characters, so that none of them need be a String. */
public final class Tokens {

    private final char[] text;
    private final int[] starts;
    private final int[] ends;
    private int size;

    /**
     * Makes room for tokens.
     *
     * @param text what they are ranges of; nobody may change it from now on
     * @param capacity how many there will be at most
     */
    public Tokens(char[] text, int capacity) {
        this.text = text;
        this.starts = new int[capacity];
        this.ends = new int[capacity];
    }

    /** Returns words as they are. */
    public static Tokens of(List<String> words) {
        Tokens tokens = new Tokens(String.join("", words).toCharArray(), words.size());
        int start = 0;
        for (String word : words) {
            tokens.add(start, start + word.length());
            start += word.length();
        }
        return tokens;
    }

    /** Adds the token from {@code start} to {@code end} of the text; it may be empty. */
    public void add(int start, int end) {
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    public int size() {
        return size;
    }

    char[] text() {
        return text;
    }

    /** Returns where a token starts in the text. */
    public int start(int token) {
        return starts[token];
    }

    /** Returns where a token ends in the text. */
    public int end(int token) {
        return ends[token];
    }

    /** Returns a token as a word, made anew. */
    public String word(int token) {
        return new String(text, starts[token], ends[token] - starts[token]);
    }

    /** Returns the tokens as OpenNLP takes them. */
    public String[] words() {
        String[] words = new String[size];
        for (int token = 0; token < size; token++) {
            words[token] = word(token);
        }
        return words;
    }
}
