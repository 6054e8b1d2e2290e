package dev.mentions.ner.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import opennlp.tools.util.Span;

/** The names in a dateline's place: {@code London}, {@code Rome/Paris}, {@code Springfield, Illinois}. */
final class Places {

    private static final Set<String> OF_THE_PLACE_BEFORE = Set.of("D.C.", "D.C", "DC");

    private Places() {}

    static Span[] of(String[] words) {
        List<Span> places = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= words.length; i++) {
            boolean ends = i == words.length || words[i].equals("/") || words[i].equals(",");
            boolean goesOn = i + 1 < words.length && OF_THE_PLACE_BEFORE.contains(words[i + 1]);
            if (ends && !goesOn) {
                if (i > start) {
                    places.add(new Span(start, i, EntityType.LOCATION.label()));
                }
                start = i + 1;
            }
        }
        return places.toArray(Span[]::new);
    }
}
