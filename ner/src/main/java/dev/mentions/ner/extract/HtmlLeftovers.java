package dev.mentions.ner.extract;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Takes out of a text what is left of HTML. Tags and their attributes go, as do comments, scripts and styles; a tag that
 * starts or ends a block ends the paragraph; character references become their characters. What was escaped twice is
 * taken out too. A lone {@code <} or {@code &} stays. Time is linear, and next to none for a text without either.
 */
final class HtmlLeftovers {

    /** Longer ones are no tags but texts with a stray sign before them. */
    private static final int MAX_TAG = 2_000;

    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
            "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
            "sup", "time", "tt", "u", "var", "wbr");

    private static final Set<String> BLOCK = Set.of(
            "address",
            "amp-img",
            "article",
            "aside",
            "audio",
            "base",
            "blockquote",
            "body",
            "button",
            "canvas",
            "caption",
            "center",
            "col",
            "dd",
            "details",
            "dialog",
            "dir",
            "div",
            "dl",
            "dt",
            "embed",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "frame",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "head",
            "header",
            "hr",
            "html",
            "iframe",
            "img",
            "input",
            "legend",
            "li",
            "link",
            "main",
            "menu",
            "meta",
            "nav",
            "noscript",
            "object",
            "ol",
            "optgroup",
            "option",
            "p",
            "param",
            "picture",
            "pre",
            "section",
            "select",
            "source",
            "summary",
            "svg",
            "table",
            "tbody",
            "td",
            "template",
            "textarea",
            "tfoot",
            "th",
            "thead",
            "title",
            "tr",
            "ul",
            "video");

    /** What stands between their start and end is no text. */
    private static final Set<String> UNREAD = Set.of("script", "style");

    private final String text;
    private final StringBuilder kept;

    /** What has been looked for and does not come any more; to look again would take quadratic time. */
    private final Set<String> absent = new HashSet<>();

    private HtmlLeftovers(String text) {
        this.text = text;
        this.kept = new StringBuilder(text.length());
    }

    /** Returns the text without them; the same text when there are none. */
    static String strip(String text) {
        if (text.indexOf('<') < 0 && text.indexOf('&') < 0) {
            return text;
        }
        String once = new HtmlLeftovers(text).stripped();
        return once.equals(text) || text.indexOf('&') < 0 ? once : new HtmlLeftovers(once).stripped();
    }

    private String stripped() {
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            int next = switch (c) {
                case '<' -> afterMarkup(i);
                case '&' -> CharacterReferences.decode(text, i, kept);
                default -> i;
            };
            if (next == i) {
                kept.append(c);
                next++;
            }
            i = next;
        }
        return kept.toString();
    }

    /** Returns where the text goes on; {@code start} when the sign there starts no markup. */
    private int afterMarkup(int start) {
        if (text.startsWith("<!--", start)) {
            int end = after("-->", start + 4);
            return end < 0 ? start + 4 : end;
        }
        if (start + 1 < text.length() && (text.charAt(start + 1) == '!' || text.charAt(start + 1) == '?')) {
            return endOfTag(start, start + 2);
        }
        boolean closing = text.startsWith("</", start);
        int nameStart = start + (closing ? 2 : 1);
        int nameEnd = nameStart;
        while (nameEnd < text.length() && nameEnd - nameStart < 20 && isNamePart(text.charAt(nameEnd))) {
            nameEnd++;
        }
        String name = text.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
        return isTag(name, nameEnd) ? afterTag(start, name, nameEnd, closing) : start;
    }

    private int afterTag(int start, String name, int nameEnd, boolean closing) {
        int end = endOfTag(start, nameEnd);
        if (end == start) {
            return start;
        }
        if (name.equals("br")) {
            kept.append('\n');
        } else if (!INLINE.contains(name) && name.indexOf(':') < 0) {
            kept.append("\n\n");
        }
        if (UNREAD.contains(name) && !closing) {
            // Ended as it was started, in capitals or not.
            int contentEnd = after("</" + text.substring(nameEnd - name.length(), nameEnd), end);
            return contentEnd < 0 ? end : endOfTag(contentEnd, contentEnd);
        }
        return end;
    }

    private boolean isTag(String name, int nameEnd) {
        if (nameEnd == text.length() || name.isEmpty()) {
            return false;
        }
        char after = text.charAt(nameEnd);
        if (after != '>' && after != '/' && !Characters.isSpace(after)) {
            return false;
        }
        // Names with a colon are of word processors and widgets: o:p, fb:like.
        int colon = name.indexOf(':');
        return INLINE.contains(name)
                || BLOCK.contains(name)
                || UNREAD.contains(name)
                || name.equals("br")
                || (colon > 0 && colon < name.length() - 1);
    }

    /** Returns the place after the {@code >} that no quotes hold; {@code start} when there is none near. */
    private int endOfTag(int start, int from) {
        int limit = Math.min(text.length(), start + MAX_TAG);
        char quote = 0;
        for (int i = from; i < limit; i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return i + 1;
            } else if (c == '<') {
                return start;
            } else if ((c == '"' || c == '\'') && text.charAt(i - 1) == '=') {
                quote = c;
            }
        }
        return start;
    }

    private int after(String end, int from) {
        if (absent.contains(end)) {
            return -1;
        }
        int found = text.indexOf(end, from);
        if (found < 0) {
            absent.add(end);
            return -1;
        }
        return found + end.length();
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' || c == '-';
    }
}
