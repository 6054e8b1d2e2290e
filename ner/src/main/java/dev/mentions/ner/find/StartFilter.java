package dev.mentions.ner.find;

import java.util.Arrays;

/**
 * Tells which of some texts may make a feature of the model when put before another text. It never leaves one out, and at
 * times names one too many, so it saves most of the look-ups that find nothing. Filled once, then read by any thread.
 */
final class StartFilter {

    private final TextHash hash;
    private final String[] starts;

    /** What all starts begin with. */
    private final String common;

    private final long[] startHashes;

    /** By the hash of what follows, a bit for each start. */
    private final int[] bits;

    /**
     * Makes an empty one.
     *
     * @param starts an empty one is never named
     * @param capacity the more, the rarer one too many
     */
    StartFilter(TextHash hash, String[] starts, int capacity) {
        this.hash = hash;
        this.starts = starts;
        this.common = Arrays.stream(starts)
                .filter(start -> !start.isEmpty())
                .reduce(StartFilter::common)
                .orElse("");
        this.startHashes = Arrays.stream(starts).mapToLong(hash::of).toArray();
        this.bits = new int[Integer.highestOneBit(Math.max(1, capacity))];
    }

    void add(String feature) {
        if (!feature.startsWith(common)) {
            return;
        }
        for (int start = 0; start < starts.length; start++) {
            String text = starts[start];
            if (!text.isEmpty() && feature.startsWith(text)) {
                bits[place(hash.of(feature, text.length()))] |= 1 << start;
            }
        }
    }

    /** Returns what {@link #has} reads. */
    int of(long rest) {
        return bits[place(rest)];
    }

    /** Whether there may be a feature of a start and the text that {@code bits} are {@link #of}. */
    static boolean has(int bits, int start) {
        // Beyond 32, starts share bits.
        return (bits & 1 << start) != 0;
    }

    /** Returns the hash of a start and the text behind it. */
    long feature(int start, long rest, long restPower) {
        return hash.append(startHashes[start], rest, restPower);
    }

    private static String common(String one, String other) {
        int end = Arrays.mismatch(one.toCharArray(), other.toCharArray());
        return end < 0 ? one : one.substring(0, end);
    }

    private int place(long rest) {
        return (int) TextHash.spread(rest) & (bits.length - 1);
    }
}
