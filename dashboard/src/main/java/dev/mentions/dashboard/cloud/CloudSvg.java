package dev.mentions.dashboard.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;

/** A cloud as SVG. Nothing but attributes gives it its look, so that it keeps that under any content security policy. */
public final class CloudSvg {

    public static final String MEDIA_TYPE = "image/svg+xml";

    private CloudSvg() {}

    /**
     * Returns the picture.
     *
     * @param title what it shows, for those who do not see it
     * @param links whether each word leads to its entity
     */
    public static byte[] of(
            List<PlacedWord> words, String title, int width, int height, CloudTheme theme, boolean links) {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\""
                        + " font-family=\"system-ui, sans-serif\" font-weight=\"600\" text-anchor=\"middle\">",
                width,
                height,
                width,
                height));
        svg.append("<title>").append(escaped(title)).append("</title>");
        if (!links) {
            svg.append("<rect width=\"100%\" height=\"100%\" fill=\"")
                    .append(theme.background())
                    .append("\"/>");
        }
        for (PlacedWord place : words) {
            if (links) {
                svg.append("<a href=\"?view=entity&amp;id=")
                        .append(escaped(place.word().id()))
                        .append("\">");
            }
            svg.append(String.format(
                            Locale.ROOT,
                            "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" fill=\"%s\" textLength=\"%.1f\""
                                    + " lengthAdjust=\"spacingAndGlyphs\">",
                            place.centre(),
                            place.baseline(),
                            place.height() / CloudLayout.LINE,
                            theme.colour(place.word().kind()),
                            place.width()))
                    .append(escaped(place.word().text()))
                    .append("<title>")
                    .append(escaped(place.word().text()))
                    .append(": ")
                    .append(place.word().weight())
                    .append("</title></text>");
            if (links) {
                svg.append("</a>");
            }
        }
        return svg.append("</svg>\n").toString().getBytes(UTF_8);
    }

    /** Returns a text as it stands in XML; what XML cannot hold at all as a replacement character. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isXml(codePoint) ? codePoint : '\uFFFD');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int codePoint) {
        return codePoint == '\t'
                || (codePoint >= 0x20 && codePoint <= 0xD7FF)
                || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
                || codePoint >= 0x10000;
    }
}
