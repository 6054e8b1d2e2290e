package dev.mentions.ner.extract;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What agencies write before their first sentence: {@code LONDON (Reuters) -}, {@code PARIS, Nov 3 (AFP) -}. Date and
 * agency say nothing of what the text is about.
 *
 * @param place where it was written, as it stands there
 * @param isSure whether an agency stands after it; else it may be any word in capitals before a dash
 * @param length up to where the text begins
 */
record Dateline(String place, boolean isSure, int length) {

    /** Datelines are shorter; the patterns, which may look at a character often, see no more of the text. */
    private static final int MAX_LENGTH = 120;

    private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL"
            + "|AUG|SEP|OCT|NOV|DEC)[A-Za-z]{0,6}\\.?";

    private static final String DATE =
            "(?:,? (?:" + MONTH + " \\d{1,2}(?:, \\d{4})?|\\d{1,2} " + MONTH + "(?: \\d{4})?)(?: ?--?)?)?";

    private static final String DASH = " ?(?:-{1,2}|\u2013|\u2014) ";

    private static final String CAPITALS = "(\\p{Lu}[\\p{Lu}.'\u2019/-]+(?: \\p{Lu}[\\p{Lu}.'\u2019/-]+){0,3})";

    private static final String CAPITALISED = "(\\p{Lu}[\\p{L}.'\u2019/-]+(?: \\p{L}[\\p{L}.'\u2019/-]+){0,3})";

    /** What comes after a comma and is no month: {@code , D.C.}, {@code , Illinois}. */
    private static final String REGION = "((?:, (?!" + MONTH + " \\d)\\p{Lu}[\\p{L}.]+(?: \\p{Lu}[\\p{L}.]+)?)?)";

    private static final String AGENCY =
            " ?\\((?:Thomson )?(?:Reuters|REUTERS|The Associated Press|AP|AFP|UPI|CNN|Xinhua"
                    + "|dpa|DPA|IANS|PTI|ANI|TASS|Interfax|Bloomberg|BBC|VOA|Kyodo|ANSA|EFE|AAP|PA|CP|IRNA|Yonhap)"
                    + "(?: [A-Z]\\w{2,15})?\\)";

    private static final Pattern WITH_AGENCY =
            Pattern.compile("^" + CAPITALISED + REGION + DATE + AGENCY + "(?:" + DASH + "|: | )");

    private static final Pattern IN_CAPITALS =
            Pattern.compile("^" + CAPITALS + REGION + DATE + "(?: ?\\([\\p{L} ]{2,40}\\))?" + DASH);

    /** Returns the dateline that a paragraph starts with; empty when it starts with none. */
    static Optional<Dateline> of(String paragraph) {
        if (paragraph.length() < 5 || !Character.isUpperCase(paragraph.charAt(0))) {
            return Optional.empty();
        }
        String start = paragraph.substring(0, Math.min(paragraph.length(), MAX_LENGTH));
        boolean maySayAgency = start.indexOf('(') > 0;
        Matcher withAgency = WITH_AGENCY.matcher(start);
        if (maySayAgency && withAgency.find()) {
            return Optional.of(dateline(withAgency, true));
        }
        Matcher inCapitals = IN_CAPITALS.matcher(start);
        return Character.isLowerCase(paragraph.charAt(1)) || !inCapitals.find()
                ? Optional.empty()
                : Optional.of(dateline(inCapitals, false));
    }

    private static Dateline dateline(Matcher matcher, boolean isSure) {
        return new Dateline(matcher.group(1) + matcher.group(2), isSure, matcher.end());
    }
}
