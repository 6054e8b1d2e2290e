package dev.mentions.ner.find;

import java.util.Arrays;
import java.util.List;

/** A sentence's tokens as ranges of characters, so that none of them need be a String. Filled again and again. */
public final class Tokens {

    private char[] text = new char[0];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int size;

    /** Returns words as they are. */
    public static Tokens of(List<String> words) {
        Tokens tokens = new Tokens();
        tokens.setText(String.join("", words));
        int start = 0;
        for (String word : words) {
            tokens.add(start, start + word.length());
            start += word.length();
        }
        return tokens;
    }

    /** Takes the text that the tokens to come are ranges of; there are none of it yet. */
    public void setText(String text) {
        if (this.text.length < text.length()) {
            this.text = new char[2 * text.length()];
        }
        text.getChars(0, text.length(), this.text, 0);
        clear();
    }

    /** Removes the tokens; the text stays. */
    public void clear() {
        size = 0;
    }

    /** Adds the token from {@code start} to {@code end} of the text; it may be empty. */
    public void add(int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
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

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return ends[token];
    }

    /** Returns the tokens as OpenNLP takes them. */
    public String[] words() {
        String[] words = new String[size];
        for (int token = 0; token < size; token++) {
            words[token] = new String(text, starts[token], ends[token] - starts[token]);
        }
        return words;
    }
}
