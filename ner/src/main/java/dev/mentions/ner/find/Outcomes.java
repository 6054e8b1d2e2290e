package dev.mentions.ner.find;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opennlp.tools.namefind.BilouCodec;
import opennlp.tools.namefind.BioCodec;
import opennlp.tools.util.SequenceCodec;
import opennlp.tools.util.SequenceValidator;
import org.jspecify.annotations.Nullable;

/** What a token can be, such as {@code person-start}: which may follow which, and which names a sentence's make. */
final class Outcomes {

    private static final Pattern TYPED = Pattern.compile("(.+)-\\w+");

    private enum Kind {
        START,
        CONTINUE,
        LAST,
        UNIT,
        OTHER
    }

    private final String[] names;
    private final Kind[] kinds;
    private final String[] types;
    private final boolean lastEndsNames;

    /** Whether an outcome may follow another, or {@link #before()}. */
    private final boolean[] mayFollow;

    Outcomes(String[] names, SequenceCodec<String> codec) {
        int count = names.length;
        this.names = names.clone();
        this.kinds = new Kind[count];
        this.types = new String[count];
        this.lastEndsNames = codec instanceof BilouCodec;
        this.mayFollow = new boolean[(count + 1) * count];
        SequenceValidator<String> validator = codec.createSequenceValidator();
        for (int next = 0; next < count; next++) {
            kinds[next] = kind(names[next]);
            Matcher typed = TYPED.matcher(names[next]);
            types[next] = typeOrDefault(typed.matches() ? typed.group(1) : null);
            for (int previous = 0; previous < count; previous++) {
                mayFollow[previous * count + next] =
                        validator.validSequence(1, new String[] {"", ""}, new String[] {names[previous]}, names[next]);
            }
            mayFollow[count * count + next] = validator.validSequence(0, new String[] {""}, new String[0], names[next]);
        }
    }

    /** Whether it decodes as this class does. */
    static boolean knows(SequenceCodec<String> codec) {
        return codec.getClass() == BilouCodec.class || codec.getClass() == BioCodec.class;
    }

    /** Returns a name's type; OpenNLP has none for outcomes like {@code start}, of models of one type. */
    static String typeOrDefault(@Nullable String type) {
        return type == null ? "default" : type;
    }

    int count() {
        return names.length;
    }

    /** Returns the number that stands for what is before a sentence's first token. */
    int before() {
        return names.length;
    }

    /** Returns the outcome's text in features; before a sentence, everything was no name. */
    String name(int outcome) {
        return outcome == before() ? BioCodec.OTHER : names[outcome];
    }

    int indexOf(String name) {
        return Arrays.asList(names).indexOf(name);
    }

    boolean mayFollow(int previous, int next) {
        return mayFollow[previous * names.length + next];
    }

    /** Replaces the names by those of a sentence's outcomes. */
    void decode(int[] outcomes, int size, FoundNames found) {
        found.clear();
        int start = -1;
        for (int token = 0; token < size; token++) {
            Kind kind = kinds[outcomes[token]];
            if (kind == Kind.CONTINUE) {
                continue;
            }
            if (kind == Kind.LAST) {
                if (start >= 0) {
                    found.add(start, token + 1, types[outcomes[token - 1]]);
                }
                start = -1;
            } else if (kind == Kind.UNIT) {
                found.add(token, token + 1, types[outcomes[token]]);
            } else {
                if (start >= 0 && !lastEndsNames) {
                    found.add(start, token, types[outcomes[token - 1]]);
                }
                start = kind == Kind.START ? token : -1;
            }
        }
        if (start >= 0 && !lastEndsNames) {
            found.add(start, size, types[outcomes[size - 1]]);
        }
    }

    private Kind kind(String name) {
        if (name.endsWith(BioCodec.START)) {
            return Kind.START;
        }
        if (name.endsWith(BioCodec.CONTINUE)) {
            return Kind.CONTINUE;
        }
        if (lastEndsNames && name.endsWith(BilouCodec.LAST)) {
            return Kind.LAST;
        }
        return lastEndsNames && name.endsWith(BilouCodec.UNIT) ? Kind.UNIT : Kind.OTHER;
    }
}
