package dev.mentions.ner.find;

/** An open-addressing map from 64-bit hashes to numbers from 0. Filled once, then read by any thread. */
final class LongTable {

    static final int ABSENT = -1;

    /** A few bits of each key, 0 where there is none: small enough to be near, so what is absent is cheap to find out. */
    private final byte[] tags;

    private final long[] keys;
    private final int[] values;

    /** @param size how many keys there will be */
    LongTable(int size) {
        // Two thirds full: fuller, it takes long to find out that a key is absent.
        int capacity = Math.toIntExact(Math.max(8, size + size / 2L));
        this.tags = new byte[capacity];
        this.keys = new long[capacity];
        this.values = new int[capacity];
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

    /** Adds a key, whose value may come later; returns its place, {@link #ABSENT} when it was there before. */
    int add(long key) {
        int place = place(key);
        if (tags[place] != 0) {
            return ABSENT;
        }
        tags[place] = tag(TextHash.spread(key));
        keys[place] = key;
        return place;
    }

    /** Sets the value of the key at a place. */
    void set(int place, int value) {
        values[place] = value;
    }

    private int place(long key) {
        long spread = TextHash.spread(key);
        byte tag = tag(spread);
        // The lower half of the hash as a fraction of the capacity.
        int place = (int) (((spread & 0xFFFF_FFFFL) * tags.length) >>> Integer.SIZE);
        while (tags[place] != 0 && (tags[place] != tag || keys[place] != key)) {
            place = place + 1 == tags.length ? 0 : place + 1;
        }
        return place;
    }

    private static byte tag(long spread) {
        return (byte) ((spread >>> Integer.SIZE) | 1);
    }
}
