package dev.mentions.ner.extract;

/** Words that social media mark for machines. */
final class SocialText {

    private SocialText() {}

    /** Whether it is a link, a mail address, a handle or a hashtag. */
    static boolean isMarked(String word) {
        if (word.length() < 2) {
            return false;
        }
        return isTag(word, 0, word.length())
                || word.indexOf('@') >= 0
                || word.contains("://")
                || word.startsWith("www.");
    }

    /** Whether a hashtag or a handle starts there: a sign before a letter. */
    static boolean isTag(String text, int start, int end) {
        char sign = text.charAt(start);
        return (sign == '#' || sign == '@')
                && start + 1 < end
                && (Character.isLetter(text.charAt(start + 1)) || text.charAt(start + 1) == '_');
    }
}
