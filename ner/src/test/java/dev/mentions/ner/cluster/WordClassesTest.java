package dev.mentions.ner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordClassesTest {

    private static final List<String> PLACES = List.of("Rome", "Oslo", "Lima", "Quito");

    private static final List<String> PEOPLE = List.of("Ada", "Grace", "Alan", "Edsger");

    @Test
    void shouldBringWordsTogetherThatStandInTheSamePlaces() {
        WordSequence text = text(1);
        float[][] vectors = WordVectors.of(ContextCounts.of(text, 100), 8, 1);

        for (String place : PLACES) {
            for (String other : PLACES) {
                for (String person : PEOPLE) {
                    assertThat(Vectors.dot(vectors[number(text, place)], vectors[number(text, other)]))
                            .as("%s and %s", place, other)
                            .isGreaterThan(Vectors.dot(vectors[number(text, place)], vectors[number(text, person)]));
                }
            }
        }
    }

    @Test
    void shouldGroupByAngle() {
        float[][] vectors = {{1, 0}, {0.9f, 0.1f}, {0, 1}, {0.1f, 0.9f}, {-1, 0}};
        Vectors.normalize(vectors);

        int[] groups = KMeans.groups(vectors, 0, 4, 2, 5);

        assertThat(groups[0]).isEqualTo(groups[1]).isNotEqualTo(groups[2]);
        assertThat(groups[2]).isEqualTo(groups[3]).isEqualTo(groups[4]);
    }

    @Test
    void shouldRepeat() {
        assertThat(WordClasses.of(text(1)).groups(6))
                .isEqualTo(WordClasses.of(text(1)).groups(6));
    }

    @Test
    void shouldNumberCommonWordsOnlyCommonestFirst() {
        WordSequence.Builder builder = new WordSequence.Builder();
        builder.add(new String[] {"b", "a", "c", "c", "rare"});
        builder.add(new String[] {"a", "b", "c"});

        WordSequence text = builder.build(2);

        assertThat(text.size()).isEqualTo(WordSequence.FIRST_WORD + 3);
        assertThat(List.of(text.word(2), text.word(3), text.word(4))).containsExactly("c", "a", "b");
        assertThat(text.count(2)).isEqualTo(3);
        assertThat(text.count(WordSequence.RARE)).isEqualTo(1);
        assertThat(text.sequence()).containsExactly(0, 4, 3, 2, 2, 1, 0, 3, 4, 2, 0);
    }

    private static int number(WordSequence text, String word) {
        return IntStream.range(0, text.size())
                .filter(number -> text.word(number).equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static WordSequence text(long seed) {
        Random random = new Random(seed);
        WordSequence.Builder builder = new WordSequence.Builder();
        for (int i = 0; i < 2_000; i++) {
            String person = PEOPLE.get(random.nextInt(PEOPLE.size()));
            String place = PLACES.get(random.nextInt(PLACES.size()));
            builder.add(new String[] {"Yesterday", person, "flew", "to", place, "again"});
        }
        return builder.build(5);
    }
}
