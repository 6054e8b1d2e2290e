package dev.mentions.ner.extract;

import java.util.Locale;
import java.util.Set;

/**
 * Titles before the names of persons. Which ones are no part of a name, and why others are, is written in
 * {@code docs/NER.md}.
 */
final class NameTitles {

    /** What these leave is a name even if it is one word: abbreviations and offices, which say that a surname follows. */
    private static final Set<String> BEFORE_ANY_NAME = Set.of(
            "mr",
            "mrs",
            "ms",
            "messrs",
            "mx",
            "dr",
            "prof",
            "professor",
            "pres",
            "president",
            "vice president",
            "vice-president",
            "president-elect",
            "prime minister",
            "premier",
            "chancellor",
            "vice chancellor",
            "sen",
            "sens",
            "senator",
            "senators",
            "rep",
            "reps",
            "representative",
            "congressman",
            "congresswoman",
            "gov",
            "governor",
            "lt gov",
            "lieutenant governor",
            "secretary",
            "secretary of state",
            "secretary general",
            "secretary-general",
            "foreign secretary",
            "home secretary",
            "defense secretary",
            "treasury secretary",
            "press secretary",
            "attorney general",
            "minister",
            "foreign minister",
            "finance minister",
            "interior minister",
            "defense minister",
            "defence minister",
            "ambassador",
            "mayor",
            "gen",
            "lt gen",
            "maj gen",
            "brig gen",
            "lt",
            "col",
            "lt col",
            "maj",
            "capt",
            "cmdr",
            "lt cmdr",
            "adm",
            "rear adm",
            "vice adm",
            "sgt",
            "staff sgt",
            "cpl",
            "pvt",
            "pfc",
            "rev",
            "hon");

    /** What these leave must be two words: with one they are as often part of the name, as in Captain America. */
    private static final Set<String> BEFORE_FULL_NAMES = Set.of(
            "miss",
            "doctor",
            "sir",
            "dame",
            "judge",
            "justice",
            "chief justice",
            "general",
            "lieutenant general",
            "major general",
            "brigadier general",
            "brigadier",
            "colonel",
            "lieutenant colonel",
            "major",
            "captain",
            "lieutenant",
            "sergeant",
            "corporal",
            "private",
            "admiral",
            "vice admiral",
            "rear admiral",
            "commander",
            "commodore",
            "field marshal",
            "marshal",
            "officer",
            "detective",
            "inspector",
            "constable",
            "sheriff",
            "police chief",
            "coach",
            "head coach",
            "chairman",
            "chairwoman",
            "ceo",
            "chief executive",
            "speaker",
            "commissioner",
            "cardinal",
            "archbishop",
            "bishop",
            "rabbi",
            "reverend",
            "father",
            "spokesman",
            "spokeswoman",
            "first lady",
            "councilman",
            "councilwoman",
            "councillor",
            "king",
            "queen",
            "prince",
            "princess",
            "pope");

    /** Without theirs they would be somebody else, whatever the document says. */
    private static final Set<String> KEPT_BEFORE_FULL_NAMES = Set.of("king", "queen", "prince", "princess", "pope");

    /** Stand before a title and go with it. */
    private static final Set<String> BEFORE_TITLES =
            Set.of("former", "ex", "then", "late", "acting", "outgoing", "deputy", "assistant");

    /** Names whose title is part of them. */
    private static final Set<String> NAMES = Set.of(
            "dr dre",
            "dr evil",
            "dr john",
            "dr no",
            "dr oz",
            "dr phil",
            "dr seuss",
            "dr strange",
            "dr who",
            "mr bean",
            "mr big",
            "mr t",
            "mr spock",
            "mrs doubtfire",
            "mrs dalloway");

    private static final int MAX_TITLE_WORDS = 3;

    private NameTitles() {}

    /** Returns a person's name without the titles before it. */
    static String strip(String name) {
        return strip(name, false);
    }

    /** Returns a person's name without any title, as it can be looked for among fuller names in the same text. */
    static String stripAll(String name) {
        return strip(name, true);
    }

    private static String strip(String name, boolean all) {
        String rest = name;
        while (true) {
            int end = endOfTitle(rest, all);
            if (end == 0) {
                return rest;
            }
            rest = rest.substring(end);
        }
    }

    /** Returns where the name goes on after the longest title at its start; 0 when it starts with none. */
    private static int endOfTitle(String name, boolean all) {
        int end = 0;
        int space = name.indexOf(' ');
        if (space < 0 || NAMES.contains(folded(name))) {
            return 0;
        }
        for (int words = 1; words <= MAX_TITLE_WORDS && space > 0; words++) {
            String start = folded(name.substring(0, space));
            boolean isFull = all || name.indexOf(' ', space + 1) > 0;
            boolean kept = !all && KEPT_BEFORE_FULL_NAMES.contains(start);
            if (BEFORE_ANY_NAME.contains(start) || (isFull && !kept && BEFORE_FULL_NAMES.contains(start))) {
                end = space + 1;
            } else if (words == 1 && BEFORE_TITLES.contains(start)) {
                return endOfTitle(name.substring(space + 1), all) > 0 ? space + 1 : 0;
            }
            space = name.indexOf(' ', space + 1);
        }
        return end;
    }

    private static String folded(String words) {
        return words.replace(".", "").toLowerCase(Locale.ROOT);
    }
}
