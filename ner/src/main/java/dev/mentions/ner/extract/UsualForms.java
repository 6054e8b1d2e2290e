package dev.mentions.ner.extract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows how words are written in the middle of a sentence. */
interface UsualForms {

    /**
     * Returns how a word is usually written, such as {@code visits}, {@code NATO}, {@code McCain}.
     *
     * @param lower the word in lower case
     * @return null when nothing is known of it
     */
    @Nullable
    String of(String lower);

    /** Whether the word, though usually small, is part of names often enough to be one beside a name. */
    boolean mayBeName(String lower);

    /** Returns the list in this jar, which has words whose usual form is not just capitalised. */
    static UsualForms bundled() {
        return Bundled.FORMS;
    }

    /** Loaded once a JVM. */
    final class Bundled implements UsualForms {

        private static final String RESOURCE = "usual-forms.txt";

        /** Stands after a form in the list. */
        private static final char MAY_BE_NAME = '?';

        private static final UsualForms FORMS = new Bundled();

        private final Map<String, String> forms = new HashMap<>(1 << 16);
        private final Set<String> mayBeNames = new HashSet<>(1 << 12);

        private Bundled() {
            Lists.forEachEntry(RESOURCE, this::add);
        }

        private void add(String line) {
            boolean mayBeName = line.indexOf(MAY_BE_NAME) > 0;
            String form = mayBeName ? line.substring(0, line.length() - 1) : line;
            String lower = form.toLowerCase(Locale.ROOT);
            forms.put(lower, form);
            if (mayBeName) {
                mayBeNames.add(lower);
            }
        }

        @Override
        public @Nullable String of(String lower) {
            return forms.get(lower);
        }

        @Override
        public boolean mayBeName(String lower) {
            return mayBeNames.contains(lower);
        }
    }
}
