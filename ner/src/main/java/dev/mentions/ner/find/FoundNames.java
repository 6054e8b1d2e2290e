package dev.mentions.ner.find;

import java.util.Arrays;
import opennlp.tools.util.Span;

/** The names of a sentence, in order, as ranges of its tokens. */
public final class FoundNames {

    private int[] starts = new int[8];
    private int[] ends = new int[8];
    private String[] types = new String[8];
    private int size;

    FoundNames() {}

    public int size() {
        return size;
    }

    /** Returns a name's first token. */
    public int start(int name) {
        return starts[name];
    }

    /** Returns the token after a name's last. */
    public int end(int name) {
        return ends[name];
    }

    /** Returns a name's type as the model has it. */
    public String type(int name) {
        return types[name];
    }

    /** Returns them as OpenNLP's name finder does, without probabilities. */
    public Span[] toSpans() {
        Span[] spans = new Span[size];
        for (int name = 0; name < size; name++) {
            spans[name] = new Span(starts[name], ends[name], types[name]);
        }
        return spans;
    }

    void clear() {
        size = 0;
    }

    void add(int start, int end, String type) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            types = Arrays.copyOf(types, 2 * size);
        }
        starts[size] = start;
        ends[size] = end;
        types[size] = type;
        size++;
    }
}
