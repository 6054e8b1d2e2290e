package dev.mentions.ner.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes the last words of a person's name for the person, where one text has exactly one person whose name ends with
 * them: {@code Leyen} and {@code von der Leyen} are {@code Ursula von der Leyen}.
 */
final class ShortPersons {

    /** More are no surname. */
    private static final int MAX_SHORT_WORDS = 4;

    private static final Set<String> AFTER_NAMES = Set.of("jr", "jr.", "sr", "sr.", "ii", "iii", "iv");

    /** Places that people are named after; a post about Denzel Washington may well be about the city too. */
    private static final Set<String> PLACES = Set.of(
            "america",
            "austin",
            "berlin",
            "birmingham",
            "boston",
            "bradford",
            "brisbane",
            "bristol",
            "britain",
            "burlington",
            "cambridge",
            "carolina",
            "chad",
            "charleston",
            "chester",
            "cleveland",
            "columbia",
            "columbus",
            "dakota",
            "dallas",
            "denver",
            "derby",
            "dover",
            "dublin",
            "durham",
            "england",
            "florence",
            "florida",
            "georgia",
            "hamilton",
            "hampton",
            "hartford",
            "holland",
            "houston",
            "ireland",
            "israel",
            "jackson",
            "jefferson",
            "jordan",
            "kent",
            "kingston",
            "kyoto",
            "lancaster",
            "lincoln",
            "london",
            "lopez",
            "madison",
            "manchester",
            "melbourne",
            "memphis",
            "milan",
            "milwaukee",
            "montana",
            "montgomery",
            "moscow",
            "nevada",
            "newport",
            "norfolk",
            "oakland",
            "orlando",
            "oxford",
            "paris",
            "perth",
            "phoenix",
            "princeton",
            "raleigh",
            "richmond",
            "rochester",
            "rome",
            "salem",
            "santiago",
            "savannah",
            "scotland",
            "sheffield",
            "stanford",
            "stockton",
            "sydney",
            "texas",
            "trenton",
            "troy",
            "tyler",
            "vernon",
            "victoria",
            "virginia",
            "wales",
            "warren",
            "warwick",
            "washington",
            "wellington",
            "winchester",
            "windsor",
            "york");

    private final Map<String, Owner> owners = new HashMap<>();

    private ShortPersons() {}

    static void merge(List<FoundName> names) {
        new ShortPersons().mergeShort(names);
    }

    private void mergeShort(List<FoundName> names) {
        List<FoundName> persons = new ArrayList<>();
        for (FoundName name : names) {
            if (name.type() == EntityType.PERSON) {
                persons.add(name);
            }
        }
        if (persons.isEmpty()) {
            return;
        }
        // The longest first, so that each is there before its forms.
        persons.sort(Comparator.comparingInt((FoundName person) -> words(person.key()))
                .reversed());
        for (FoundName person : persons) {
            if (!mergeInto(person, NameTitles.stripAll(person.key()))) {
                own(person);
            }
        }
        for (FoundName name : names) {
            Owner owner = owners.get(name.key());
            if (owner != null && mayBePerson(name) && name.ownCount() <= owner.person.countWithForms()) {
                mergeInto(name, name.key());
            }
        }
    }

    private boolean mergeInto(FoundName name, String shortForm) {
        Owner owner = owners.get(shortForm);
        if (owner == null || owner.isAmbiguous) {
            return false;
        }
        name.isFormOf(owner.person);
        return true;
    }

    /** Enters a full name's last words as forms of it. */
    private void own(FoundName person) {
        // The mark of a plural possessive: two names in one.
        if (person.key().contains(" ' ")) {
            return;
        }
        String full = withoutGeneration(person.key());
        int start = full.lastIndexOf(' ');
        for (int words = 0; start > 0 && words < MAX_SHORT_WORDS; words++) {
            Owner owner = owners.computeIfAbsent(full.substring(start + 1), form -> new Owner(person));
            owner.isAmbiguous |= owner.person != person;
            start = full.lastIndexOf(' ', start - 1);
        }
    }

    private static String withoutGeneration(String key) {
        int space = key.lastIndexOf(' ');
        if (space <= 0 || !AFTER_NAMES.contains(key.substring(space + 1))) {
            return key;
        }
        String name = key.substring(0, space);
        return name.endsWith(",") ? name.substring(0, name.length() - 1) : name;
    }

    /** Whether the name finder may have a surname wrong there; names of misc are of peoples, faiths and feasts. */
    private static boolean mayBePerson(FoundName name) {
        return switch (name.type()) {
            case PERSON, MISC -> false;
            case ORGANIZATION, LOCATION ->
                name.key().indexOf(' ') < 0 && !PLACES.contains(name.key()) && !Aliases.hasLocation(name.key());
        };
    }

    private static int words(String key) {
        return (int) key.chars().filter(c -> c == ' ').count() + 1;
    }

    private static final class Owner {
        private final FoundName person;
        private boolean isAmbiguous;

        Owner(FoundName person) {
            this.person = person;
        }
    }
}
