package dev.mentions.ner.extract;

import java.util.Locale;
import java.util.Set;

/** What the normal form of a name leaves out for its type. */
final class NameRules {

    private static final String ARTICLE = "the ";

    /** Names that are not the same without it. */
    private static final Set<String> WITH_ARTICLE =
            Set.of("the hague", "the dalles", "the who", "the the", "the weeknd");

    private NameRules() {}

    /** Returns the key of a folded name. */
    static String of(EntityType type, String folded) {
        String rest = withoutStart(type, folded);
        return switch (type) {
            case PERSON -> initialsJoined(rest);
            case ORGANIZATION -> isDotted(rest) ? rest.replace(".", "") : rest;
            case LOCATION, MISC -> rest;
        };
    }

    /** Returns the name without titles or article before it, in whatever case it is written. */
    static String withoutStart(EntityType type, String name) {
        if (type == EntityType.PERSON) {
            return NameTitles.strip(name);
        }
        String rest = name;
        while (rest.length() > ARTICLE.length()
                && rest.regionMatches(true, 0, ARTICLE, 0, ARTICLE.length())
                && !WITH_ARTICLE.contains(rest.toLowerCase(Locale.ROOT))) {
            rest = rest.substring(ARTICLE.length());
        }
        return rest;
    }

    /** Makes {@code j. r. smith} of {@code j.r. smith}'s other form. */
    private static String initialsJoined(String name) {
        StringBuilder joined = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            boolean between = name.charAt(i) == ' ' && isInitialBefore(name, i) && isInitialBefore(name, i + 3);
            if (!between) {
                joined.append(name.charAt(i));
            }
        }
        return joined.toString();
    }

    private static boolean isInitialBefore(String name, int end) {
        return end >= 2
                && end <= name.length()
                && name.charAt(end - 1) == '.'
                && Character.isLetter(name.charAt(end - 2))
                && (end == 2 || !Character.isLetterOrDigit(name.charAt(end - 3)));
    }

    /** Whether it is single letters with stops between, as {@code f.b.i}; the one at the end is gone already. */
    private static boolean isDotted(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (i % 2 == 0 ? !Character.isLetter(name.charAt(i)) : name.charAt(i) != '.') {
                return false;
            }
        }
        return name.length() >= 3 && name.length() % 2 == 1;
    }
}
