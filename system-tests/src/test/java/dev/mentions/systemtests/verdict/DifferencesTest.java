package dev.mentions.systemtests.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.EntityKind;
import dev.mentions.generations.counts.CountLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    private static CountLine line(String entity, long count) {
        return new CountLine("p", EntityKind.PERSON, entity, null, count);
    }

    private static List<String> compared(List<CountLine> expected, List<CountLine> actual) {
        Differences differences = new Differences();
        differences.compareCounts("totals", expected, actual);
        return differences.found();
    }

    @Test
    void shouldFindNothingWhereAllIsEqual() {
        assertThat(compared(List.of(line("a", 1), line("b", 2)), List.of(line("b", 2), line("a", 1))))
                .isEmpty();
    }

    @Test
    void shouldSayWhichWayACountIsWrong() {
        assertThat(compared(List.of(line("a", 1), line("b", 2)), List.of(line("a", 3), line("b", 1))))
                .satisfiesExactlyInAnyOrder(
                        high -> assertThat(high).startsWith("totals: too high, 3 instead of 1: "),
                        low -> assertThat(low).startsWith("totals: too low, 1 instead of 2: "));
    }

    @Test
    void shouldSayWhatIsMissingAndWhatNobodyKnows() {
        assertThat(compared(List.of(line("a", 1)), List.of(line("b", 2))))
                .satisfiesExactlyInAnyOrder(
                        missing -> assertThat(missing).startsWith("totals: missing, 1: "),
                        unknown -> assertThat(unknown).startsWith("totals: unknown, 2: "));
    }

    @Test
    void shouldFindACountThatIsSpreadOverDocuments() {
        assertThat(compared(List.of(line("a", 3)), List.of(line("a", 1), line("a", 2))))
                .singleElement()
                .satisfies(spread -> assertThat(spread).startsWith("totals: in 2 documents: "));
    }
}
