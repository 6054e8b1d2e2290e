package dev.mentions.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {

    /** So many that by chance alone some would be the same. */
    private static final int DRAWS = 60;

    private static final int PORTS = 16;

    @Test
    void shouldGiveNoPortTwiceThoughNobodyHasBoundIt() {
        List<Integer> ports = IntStream.range(0, DRAWS)
                .boxed()
                .flatMap(draw -> LoopbackPorts.free(PORTS).stream())
                .toList();

        assertThat(ports).hasSize(DRAWS * PORTS).doesNotHaveDuplicates();
    }
}
