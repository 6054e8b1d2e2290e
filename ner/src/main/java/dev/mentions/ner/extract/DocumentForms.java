package dev.mentions.ner.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a document itself writes its words in the middle of its sentences. */
final class DocumentForms {

    private DocumentForms() {}

    /** Returns the commonest form of every word in the paragraphs that are written as sentences are, by lower case. */
    static Map<String, String> of(List<String> paragraphs) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (String paragraph : paragraphs) {
            if (isSentenceCase(paragraph)) {
                count(paragraph, counts);
            }
        }
        Map<String, String> forms = new HashMap<>(2 * counts.size());
        counts.forEach((lower, ofWord) -> forms.put(lower, commonest(ofWord)));
        return forms;
    }

    /** Counts the forms of the words in the middle of sentences. */
    static void count(String text, Map<String, Map<String, Integer>> counts) {
        boolean starts = true;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (!Words.isPart(c)) {
                starts |= Words.startsSentence(text, i);
                i++;
                continue;
            }
            int end = Words.end(text, i, text.length());
            String word = text.substring(i, Words.endWithoutContraction(text, i, end));
            if (!starts && word.length() > 1) {
                counts.computeIfAbsent(word.toLowerCase(Locale.ROOT), lower -> new HashMap<>(2))
                        .merge(word, 1, Integer::sum);
            }
            starts = false;
            i = end;
        }
    }

    /** Of those alike the least, so that the order of the map decides nothing. */
    static String commonest(Map<String, Integer> counts) {
        String best = "";
        int most = 0;
        for (Map.Entry<String, Integer> form : counts.entrySet()) {
            int count = form.getValue();
            if (count > most || (count == most && form.getKey().compareTo(best) < 0)) {
                best = form.getKey();
                most = count;
            }
        }
        return best;
    }

    /** Whether more words start with a small letter than with a capital. */
    static boolean isSentenceCase(String text) {
        int small = 0;
        int capitals = 0;
        for (int i = 0; i < text.length(); i++) {
            if (i == 0 || text.charAt(i - 1) == ' ') {
                char c = text.charAt(i);
                small += Character.isLowerCase(c) ? 1 : 0;
                capitals += Character.isUpperCase(c) ? 1 : 0;
            }
        }
        return small > capitals;
    }
}
