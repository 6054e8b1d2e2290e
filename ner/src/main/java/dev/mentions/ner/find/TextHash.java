package dev.mentions.ner.find;

/**
 * A 64-bit hash of text that can be put together: the hash of two texts in a row follows from theirs. So a feature of
 * several words is looked up without its text ever being made.
 *
 * <p>It is a polynomial over the characters, modulo 2<sup>64</sup>. Texts made to collide can be found; nothing but
 * their own entities suffers.
 *
 * @param base odd
 */
record TextHash(long base) {

    static final long EMPTY = 0;

    /** Returns the hash of a text followed by one character. */
    long append(long hash, char next) {
        // Never plus zero: a text and the same behind NUL would have one hash.
        return hash * base + next + 1;
    }

    /** Returns the hash of a text followed by another. */
    long append(long hash, long nextHash, long nextPower) {
        return hash * nextPower + nextHash;
    }

    long of(String text) {
        return of(text, 0);
    }

    /** Returns the hash of what a text has from an index on. */
    long of(String text, int start) {
        long hash = EMPTY;
        for (int i = start; i < text.length(); i++) {
            hash = append(hash, text.charAt(i));
        }
        return hash;
    }

    /** Returns what {@link #append(long, long, long)} needs to know of a text besides its hash. */
    long power(int length) {
        long power = 1;
        for (int i = 0; i < length; i++) {
            power *= base;
        }
        return power;
    }

    /** Spreads a hash over all its bits, the lower ones most evenly, for tables. */
    static long spread(long hash) {
        long mixed = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 32);
    }
}
