package dev.mentions.generations.counts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.EntityKind;
import dev.mentions.generations.counts.GenerationDifference.Change;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GenerationDifferenceTest {

    @Test
    void shouldTellGainedLostAndRecountedEntities() {
        GenerationDifference difference = GenerationDifference.between(
                lines(line(EntityKind.ARTICLE, "", 10), person("ada", 5), person("bob", 2), person("cy", 1)),
                lines(line(EntityKind.ARTICLE, "", 9), person("ada", 5), person("bob", 6), person("zoe", 3)),
                10);

        assertThat(difference)
                .isEqualTo(new GenerationDifference(
                        10,
                        9,
                        3,
                        3,
                        1,
                        1,
                        1,
                        4 + 3 + 1,
                        List.of(
                                new Change(EntityKind.PERSON, "bob", 2, 6),
                                new Change(EntityKind.PERSON, "zoe", 0, 3),
                                new Change(EntityKind.PERSON, "cy", 1, 0))));
        assertThat(difference.isAny()).isTrue();
    }

    @Test
    void shouldKeepTheLargestOnly() {
        GenerationDifference difference = GenerationDifference.between(
                lines(person("ada", 5), person("bob", 2), person("cy", 100)),
                lines(person("ada", 1), person("bob", 1), person("cy", 1)),
                2);

        assertThat(difference.largest()).extracting(Change::entity).containsExactly("cy", "ada");
        assertThat(difference.recounted()).isEqualTo(3);
    }

    @Test
    void shouldKeepTheFirstByKindAndNameOfThoseThatDifferAsMuch() {
        GenerationDifference difference = GenerationDifference.between(
                lines(line(EntityKind.ORGANIZATION, "ada", 2)), lines(person("bob", 2), person("cy", 2)), 3);

        assertThat(difference.largest())
                .containsExactly(
                        new Change(EntityKind.PERSON, "bob", 0, 2),
                        new Change(EntityKind.PERSON, "cy", 0, 2),
                        new Change(EntityKind.ORGANIZATION, "ada", 2, 0));
    }

    @Test
    void shouldTellHowManyEntitiesEachCounts() {
        GenerationDifference difference = GenerationDifference.between(
                lines(person("ada", 1), person("bob", 1), person("cy", 1)), lines(person("ada", 1)), 10);

        assertThat(difference.entitiesBefore()).isEqualTo(3);
        assertThat(difference.entitiesAfter()).isEqualTo(1);
    }

    @Test
    void shouldTakeAnEntityOfOneOnlyForADifference() {
        assertThat(GenerationDifference.between(lines(), lines(person("ada", 2)), 10)
                        .isAny())
                .isTrue();
        assertThat(GenerationDifference.between(lines(person("ada", 2)), lines(), 10)
                        .isAny())
                .isTrue();
    }

    @Test
    void shouldTellTheSameNameOfTwoKindsApart() {
        GenerationDifference difference = GenerationDifference.between(
                lines(line(EntityKind.ORGANIZATION, "ada", 2)), lines(person("ada", 2)), 10);

        assertThat(difference.gained()).isEqualTo(1);
        assertThat(difference.lost()).isEqualTo(1);
        assertThat(difference.recounted()).isZero();
    }

    @Test
    void shouldFindNothingBetweenTheSameCountsAndEverythingAgainstNone() {
        assertThat(GenerationDifference.between(lines(person("ada", 2)), lines(person("ada", 2)), 10)
                        .isAny())
                .isFalse();
        assertThat(GenerationDifference.between(lines(), lines(person("ada", 2)), 10)
                        .gained())
                .isEqualTo(1);
        assertThat(GenerationDifference.between(lines(person("ada", 2)), lines(), 10)
                        .lost())
                .isEqualTo(1);
        assertThat(GenerationDifference.between(
                                lines(line(EntityKind.ARTICLE, "", 1)), lines(line(EntityKind.ARTICLE, "", 2)), 10)
                        .isAny())
                .isTrue();
    }

    private static Stream<CountLine> lines(CountLine... lines) {
        return Arrays.stream(lines).sorted(CountLine.ORDER);
    }

    private static CountLine person(String entity, long count) {
        return line(EntityKind.PERSON, entity, count);
    }

    private static CountLine line(EntityKind kind, String entity, long count) {
        return new CountLine("p", kind, entity, null, count);
    }
}
