package dev.mentions.ner.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartFilterTest {

    private static final TextHash HASH = new TextHash(0x2545F4914F6CDD1DL);

    @Test
    void shouldNeverLeaveAStartOut() {
        // More than it has bits for.
        String[] starts =
                IntStream.range(0, 70).mapToObj(start -> "pow=" + start + ",").toArray(String[]::new);
        StartFilter filter = new StartFilter(HASH, starts, 16);
        for (int start = 0; start < starts.length; start++) {
            filter.add(starts[start] + "word" + start);
        }

        for (int start = 0; start < starts.length; start++) {
            String rest = "word" + start;
            long hash = HASH.of(rest);
            assertThat(StartFilter.has(filter.of(hash), start)).isTrue();
            assertThat(filter.feature(start, hash, HASH.power(rest.length()))).isEqualTo(HASH.of(starts[start] + rest));
        }
    }

    @Test
    void shouldTellWhatIsNotThereMostly() {
        StartFilter filter = new StartFilter(HASH, new String[] {"p1", "", "n1"}, 1_024);
        IntStream.range(0, 100).forEach(i -> filter.add("p1w=" + i));
        IntStream.range(0, 1_000).forEach(i -> filter.add("w=" + i));

        assertThat(IntStream.range(0, 100).map(i -> filter.of(HASH.of("w=" + i))))
                .containsOnly(1);
        assertThat(IntStream.range(100, 1_100).filter(i -> filter.of(HASH.of("w=" + i)) != 0))
                .hasSizeLessThan(200);
    }
}
