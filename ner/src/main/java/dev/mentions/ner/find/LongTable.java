package dev.mentions.ner.find;

/** An open-addressing map from 64-bit hashes to numbers from 0. Filled once, then read by any thread. */
final class LongTable {

    static final int ABSENT = -1;

    /** A few bits of each key, 0 where there is none: small enough to be near, so what is absent is cheap to find out. */
    private final byte[] tags;

    private final long[] keys;
    private final int[] values;
    private final int mask;

    LongTable(int size) {
        int capacity = Integer.highestOneBit(Math.max(8, size)) * 4;
        this.tags = new byte[capacity];
        this.keys = new long[capacity];
        this.values = new int[capacity];
        this.mask = capacity - 1;
    }

    /** Returns the value that stood there; {@link #ABSENT} when none did. */
    int put(long key, int value) {
        int place = place(key);
        int before = tags[place] == 0 ? ABSENT : values[place];
        tags[place] = tag(TextHash.spread(key));
        keys[place] = key;
        values[place] = value;
        return before;
    }

    /** Returns the value; {@link #ABSENT} when there is none. */
    int get(long key) {
        int place = place(key);
        return tags[place] == 0 ? ABSENT : values[place];
    }

    private int place(long key) {
        long spread = TextHash.spread(key);
        byte tag = tag(spread);
        int place = (int) spread & mask;
        while (tags[place] != 0 && (tags[place] != tag || keys[place] != key)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private static byte tag(long spread) {
        return (byte) ((spread >>> Integer.SIZE) | 1);
    }
}
