package dev.mentions.dashboard.cloud;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where the words of a cloud go: the heaviest in the middle, the others along a spiral to where there is room. The same
 * words give the same cloud, on every machine: widths are estimated and then kept to, so no font is asked.
 */
public final class CloudLayout {

    private static final double LARGEST = 0.24;
    private static final double SMALLEST = 9;

    /** The share of the picture that words fill, and of its width that one may. */
    private static final double FILLED = 0.5;

    private static final double WIDEST = 0.75;

    /** The height of a line, in sizes of its font. */
    static final double LINE = 1.15;

    private static final double GAP = 4;
    private static final double MARGIN = 2;

    /** The distance between turns of the spiral, and between places along it, in pixels. */
    private static final double TURN = 6;

    private static final double STEP = 5;
    private static final double SHRINK = 0.85;

    /** Long names are cut: the picture is of words, and the list beside it has the whole. */
    private static final int LONGEST = 40;

    private final int width;
    private final int height;
    private final List<PlacedWord> placed = new ArrayList<>();

    private CloudLayout(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Places words; those that find no room are left out. */
    public static List<PlacedWord> of(List<Word> words, int width, int height) {
        CloudLayout layout = new CloudLayout(width, height);
        List<Word> sorted = words.stream()
                .sorted(Comparator.comparingLong((Word word) -> -word.weight()).thenComparing(Word::id))
                .toList();
        double scale = scale(sorted, width, height);
        for (Word word : sorted) {
            layout.place(cut(word), Math.max(SMALLEST, scale * share(word, sorted)));
        }
        return layout.placed;
    }

    private static double share(Word word, List<Word> sorted) {
        return Math.sqrt((double) word.weight() / sorted.get(0).weight());
    }

    /** Returns the size of the heaviest word: as large as leaves room for all. */
    private static double scale(List<Word> sorted, int width, int height) {
        double area = 0;
        for (Word word : sorted) {
            double share = share(word, sorted);
            area += ems(cut(word).text()) * LINE * share * share;
        }
        double largest = Math.min(width, height * 2) * LARGEST;
        return Math.min(largest, Math.sqrt(FILLED * width * height / Math.max(1, area)));
    }

    private static Word cut(Word word) {
        String text = word.text();
        return text.codePointCount(0, text.length()) <= LONGEST
                ? word
                : new Word(
                        word.id(),
                        text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…",
                        word.kind(),
                        word.weight());
    }

    private void place(Word word, double wanted) {
        double ems = ems(word.text());
        double size = Math.min(wanted, (width * WIDEST) / ems);
        double least = Math.min(size, SMALLEST);
        while (size >= least) {
            Optional<PlacedWord> place = spiral(word, ems * size, size * LINE);
            if (place.isPresent()) {
                placed.add(place.get());
                return;
            }
            size *= SHRINK;
        }
    }

    private Optional<PlacedWord> spiral(Word word, double wide, double high) {
        double flat = (double) height / width;
        double farthest = Math.hypot(width, height) / 2;
        double angle = 0;
        for (double radius = 0; radius < farthest; radius = TURN * angle / (2 * Math.PI)) {
            double x = width / 2.0 + radius * Math.cos(angle) - wide / 2;
            double y = height / 2.0 + radius * Math.sin(angle) * Math.max(flat, 0.4) - high / 2;
            PlacedWord place = new PlacedWord(word, x, y, wide, high);
            if (isInside(place) && placed.stream().noneMatch(other -> place.overlaps(other, GAP))) {
                return Optional.of(place);
            }
            angle += STEP / Math.max(STEP, radius);
        }
        return Optional.empty();
    }

    private boolean isInside(PlacedWord place) {
        return place.x() >= MARGIN
                && place.y() >= MARGIN
                && place.x() + place.width() <= width - MARGIN
                && place.y() + place.height() <= height - MARGIN;
    }

    /** Estimates how wide a text is, in sizes of its font. */
    private static double ems(String text) {
        return Math.max(1, text.codePoints().mapToDouble(CloudLayout::em).sum());
    }

    private static double em(int codePoint) {
        if (Character.getType(codePoint) == Character.NON_SPACING_MARK) {
            return 0;
        }
        // From Hangul on: East Asian scripts and emoji are as wide as they are high.
        boolean eastAsian = codePoint >= 0x1100 && codePoint < 0xFE70;
        boolean between = codePoint >= 0x1E00 && codePoint <= 0x2E7F;
        if ((eastAsian && !between) || codePoint > 0xFF00) {
            return 1;
        }
        if ("iljtf.,'’ I|!:;".indexOf(codePoint) >= 0) {
            return 0.34;
        }
        return Character.isUpperCase(codePoint) || "mwMW".indexOf(codePoint) >= 0 ? 0.72 : 0.56;
    }
}
