package dev.mentions.ner.find;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A model's weights, found by the hashes of its features instead of their texts. Immutable. */
final class FeatureWeights {

    private static final VarHandle SHORTS = handle(short[].class);
    private static final VarHandle INTS = handle(int[].class);
    private static final VarHandle FLOATS = handle(float[].class);
    private static final VarHandle DOUBLES = handle(double[].class);

    private final int outcomeCount;
    private final TextHash hash;
    private final LongTable rows;

    /** For each feature a bit for each outcome it has a weight for, and then these weights. */
    private final byte[] data;

    private final int maskWords;
    private final int width;
    private final double unit;
    private final double greatest;

    private FeatureWeights(Builder builder) {
        this.outcomeCount = builder.outcomeCount;
        this.hash = builder.hash;
        this.rows = builder.rows;
        this.data = builder.data;
        this.maskWords = WeightFormat.maskWords(outcomeCount);
        this.width = builder.width;
        this.unit = builder.unit;
        this.greatest = builder.greatest;
    }

    private static VarHandle handle(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.nativeOrder());
    }

    TextHash hash() {
        return hash;
    }

    /** Returns the greatest size of a weight, whatever its sign. */
    double greatest() {
        return greatest;
    }

    /** Returns a feature's row; {@link LongTable#ABSENT} when the model knows nothing of it. */
    int row(long feature) {
        return rows.get(feature);
    }

    /** Adds a row to the sums that start at {@code at}; nothing when it is absent. */
    void add(int row, double[] sums, int at) {
        if (row < 0) {
            return;
        }
        int place = row + maskWords * Integer.BYTES;
        for (int word = 0; word < maskWords; word++) {
            int first = at + word * Integer.SIZE;
            int mask = (int) INTS.get(data, row + word * Integer.BYTES);
            for (; mask != 0; mask &= mask - 1) {
                sums[first + Integer.numberOfTrailingZeros(mask)] += weight(place);
                place += width;
            }
        }
    }

    /** Adds a feature to the sums of the given number. */
    void add(String feature, double[] sums, int vector) {
        add(row(hash.of(feature)), sums, vector * outcomeCount);
    }

    private double weight(int place) {
        if (width == Short.BYTES) {
            return (short) SHORTS.get(data, place) * unit;
        }
        return width == Float.BYTES ? (float) FLOATS.get(data, place) : (double) DOUBLES.get(data, place);
    }

    /** Takes the features in, into arrays that have their size from the start. */
    static final class Builder implements Features.Visitor {

        private final TextHash hash;
        private final int outcomeCount;
        private final StartFilter[] filters;
        private final LongTable rows;
        private final byte[] data;
        private final int width;
        private final double unit;
        private final double greatest;

        /** Of each feature its place in the table. */
        private final int[] places;

        private boolean collision;
        private int texts;
        private int weights;
        private int end;

        /** @param format has seen the same features */
        Builder(TextHash hash, int outcomeCount, WeightFormat format, StartFilter... filters) {
            this.hash = hash;
            this.outcomeCount = outcomeCount;
            this.filters = filters.clone();
            this.rows = new LongTable(format.features());
            this.data = new byte[Math.toIntExact(format.size(outcomeCount))];
            this.width = format.width();
            this.unit = format.unit();
            this.greatest = format.greatest();
            this.places = new int[format.features()];
        }

        @Override
        public void text(String feature) {
            int place = rows.add(hash.of(feature));
            places[texts++] = place;
            collision |= place == LongTable.ABSENT;
            for (StartFilter filter : filters) {
                filter.add(feature);
            }
        }

        @Override
        public void weights(int[] outcomes, double[] values) {
            if (collision) {
                return;
            }
            rows.set(places[weights++], end);
            for (int outcome : outcomes) {
                int word = end + outcome / Integer.SIZE * Integer.BYTES;
                INTS.set(data, word, (int) INTS.get(data, word) | 1 << outcome);
            }
            end += WeightFormat.maskWords(outcomeCount) * Integer.BYTES;
            for (int i = 0; i < outcomes.length; i++) {
                put(values[i]);
                end += width;
            }
        }

        private void put(double value) {
            switch (width) {
                case Short.BYTES -> SHORTS.set(data, end, (short) (value / unit));
                case Float.BYTES -> FLOATS.set(data, end, (float) value);
                default -> DOUBLES.set(data, end, value);
            }
        }

        /** Whether two features have the same hash. */
        boolean hasCollision() {
            return collision;
        }

        FeatureWeights build() {
            return new FeatureWeights(this);
        }
    }
}
