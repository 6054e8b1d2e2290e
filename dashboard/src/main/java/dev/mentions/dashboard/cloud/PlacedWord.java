package dev.mentions.dashboard.cloud;

/**
 * A word and the rectangle that it fills.
 *
 * @param x left edge
 * @param y upper edge
 * @param width of the text, whatever the font
 * @param height of the line, which is the font's size
 */
public record PlacedWord(Word word, double x, double y, double width, double height) {

    /** How much of the height is above the line that letters stand on. */
    private static final double ASCENT = 0.78;

    double centre() {
        return x + width / 2;
    }

    double baseline() {
        return y + height * ASCENT;
    }

    boolean overlaps(PlacedWord other, double gap) {
        return x < other.x + other.width + gap
                && other.x < x + width + gap
                && y < other.y + other.height
                && other.y < y + height;
    }
}
