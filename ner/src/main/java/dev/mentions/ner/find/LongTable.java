package dev.mentions.ner.find;

/** An open-addressing map from 64-bit hashes to numbers from 0. Filled once, then read by any thread. */
final class LongTable {

    static final int ABSENT = -1;

    /** Stands for the key 0, which marks a free place. */
    private static final long ZERO = 0x5851F42D4C957F2DL;

    private final long[] keys;
    private final int[] values;
    private final int mask;

    LongTable(int size) {
        int capacity = Integer.highestOneBit(Math.max(8, size)) * 4;
        this.keys = new long[capacity];
        this.values = new int[capacity];
        this.mask = capacity - 1;
    }

    /** Returns the value that stood there; {@link #ABSENT} when none did. */
    int put(long key, int value) {
        int place = place(key);
        int before = keys[place] == 0 ? ABSENT : values[place];
        keys[place] = key == 0 ? ZERO : key;
        values[place] = value;
        return before;
    }

    /** Returns the value; {@link #ABSENT} when there is none. */
    int get(long key) {
        int place = place(key);
        return keys[place] == 0 ? ABSENT : values[place];
    }

    private int place(long key) {
        long sought = key == 0 ? ZERO : key;
        int place = TextHash.spread(sought) & mask;
        while (keys[place] != 0 && keys[place] != sought) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
