package dev.mentions.ner.extract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes an acronym for the one organization of the same text with these initials, and a company's name without its legal
 * form for the one with it.
 */
final class ShortOrganizations {

    /** Two letters are the initials of too much. */
    private static final int MIN_ACRONYM = 3;

    private static final int MAX_ACRONYM = 8;

    private static final Set<String> LEGAL_FORMS = Set.of(
            "inc",
            "incorporated",
            "corp",
            "corporation",
            "co",
            "company",
            "ltd",
            "limited",
            "plc",
            "llc",
            "l.l.c",
            "llp",
            "lp",
            "l.p",
            "ag",
            "gmbh",
            "kg",
            "sa",
            "s.a",
            "nv",
            "n.v",
            "bv",
            "b.v",
            "ab",
            "asa",
            "oyj",
            "spa",
            "s.p.a",
            "se",
            "pty",
            "kk");

    private static final Set<String> WITHOUT_INITIAL = Set.of("of", "the", "for", "and", "in", "on", "to", "&");

    private final Map<String, FoundName> byForm = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    private ShortOrganizations() {}

    static void merge(List<FoundName> names) {
        ShortOrganizations forms = new ShortOrganizations();
        for (FoundName name : names) {
            if (name.type() == EntityType.ORGANIZATION) {
                forms.addForms(name);
            }
        }
        if (!forms.byForm.isEmpty()) {
            names.forEach(forms::mergeShort);
        }
    }

    private void addForms(FoundName organization) {
        String withoutLegalForm = withoutLegalForm(organization.key());
        if (!withoutLegalForm.equals(organization.key())) {
            add(withoutLegalForm, organization);
        }
        String[] words = withoutLegalForm.split(" ");
        StringBuilder initials = new StringBuilder();
        StringBuilder allInitials = new StringBuilder();
        for (String word : words) {
            if (!word.isEmpty() && Character.isLetter(word.charAt(0))) {
                allInitials.append(word.charAt(0));
                if (!WITHOUT_INITIAL.contains(word)) {
                    initials.append(word.charAt(0));
                }
            }
        }
        addAcronym(initials.toString(), organization);
        if (allInitials.length() != initials.length()) {
            addAcronym(allInitials.toString(), organization);
        }
    }

    private void addAcronym(String letters, FoundName organization) {
        if (letters.length() >= MIN_ACRONYM && letters.length() <= MAX_ACRONYM) {
            add(letters.toUpperCase(Locale.ROOT), organization);
        }
    }

    private void add(String form, FoundName organization) {
        FoundName other = byForm.putIfAbsent(form, organization);
        if (other != null && other != organization) {
            ambiguous.add(form);
        }
    }

    private void mergeShort(FoundName name) {
        if (name.isForm() || name.type() == EntityType.PERSON || Aliases.has(name.key())) {
            return;
        }
        String acronym = acronym(name.name().displayName());
        FoundName full = acronym.isEmpty() ? null : sure(acronym);
        if (full == null && name.type() == EntityType.ORGANIZATION) {
            full = sure(name.key());
        }
        // An organization may be a form itself, but never of a form of its own.
        if (full != null && full.entity() != name) {
            name.isFormOf(full.entity());
        }
    }

    private @Nullable FoundName sure(String form) {
        return ambiguous.contains(form) ? null : byForm.get(form);
    }

    /** Returns the letters of an acronym; empty when the name is none. */
    private static String acronym(String name) {
        String letters = name.replace(".", "");
        boolean isAcronym = letters.length() >= MIN_ACRONYM
                && letters.length() <= MAX_ACRONYM
                && letters.chars().allMatch(Character::isUpperCase);
        return isAcronym ? letters : "";
    }

    private static String withoutLegalForm(String key) {
        String name = key;
        for (int space = name.lastIndexOf(' '); space > 0; space = name.lastIndexOf(' ')) {
            if (!LEGAL_FORMS.contains(name.substring(space + 1))) {
                return name;
            }
            name = name.substring(0, space);
            name = name.endsWith(",") || name.endsWith("&") || name.endsWith(".")
                    ? name.substring(0, name.length() - 1).strip()
                    : name;
        }
        return name;
    }
}
