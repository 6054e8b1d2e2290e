package dev.mentions.ner.extract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes {@code usual-forms.txt}, from text with a paragraph a line on standard input to standard output. What is left
 * out is written with just a capital, which is what is taken for a word that the list does not have.
 */
final class UsualFormsMain {

    private static final int MIN_COUNT = 20;

    /** Below it a small word counts as one that has a capital. */
    private static final double MIN_SHARE = 0.5;

    /** Below it a small word may be part of a name. */
    private static final double MIN_SURE_SHARE = 0.8;

    /** Headings in capitals make words look like acronyms; odd capitals are rarer still and as often mistakes. */
    private static final double MIN_CAPITALS_SHARE = 0.6;

    private static final int MAX_ACRONYM = 6;

    private final Map<String, Map<String, Integer>> counts = new HashMap<>(1 << 20);

    private UsualFormsMain() {}

    public static void main(String[] args) throws IOException {
        UsualFormsMain forms = new UsualFormsMain();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            DocumentForms.count(line, forms.counts);
        }
        forms.print(new PrintStream(System.out, false, StandardCharsets.UTF_8));
    }

    private void print(PrintStream out) {
        out.println(
                "# How words are usually written in the middle of a sentence, where that is not just with a capital.");
        out.println(
                "# A question mark: the word is often part of names too. Made by UsualFormsMain; docs/NER.md says from what.");
        for (Map.Entry<String, Map<String, Integer>> word : new TreeMap<>(counts).entrySet()) {
            String line = line(word.getKey(), word.getValue());
            if (!line.isEmpty()) {
                out.println(line);
            }
        }
        out.flush();
    }

    private static String line(String lower, Map<String, Integer> ofWord) {
        int total = ofWord.values().stream().mapToInt(Integer::intValue).sum();
        String form = DocumentForms.commonest(ofWord);
        double share = (double) ofWord.getOrDefault(form, 0) / total;
        if (total < MIN_COUNT || !lower.matches("[a-z']{2,}")) {
            return "";
        }
        if (form.equals(lower)) {
            String mark = share < MIN_SURE_SHARE ? "?" : "";
            return share < MIN_SHARE ? "" : form + mark;
        }
        boolean justCapitalised = form.equals(Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        boolean shouted = form.equals(lower.toUpperCase(Locale.ROOT)) && form.length() > MAX_ACRONYM;
        return justCapitalised || shouted || share < MIN_CAPITALS_SHARE ? "" : form;
    }
}
