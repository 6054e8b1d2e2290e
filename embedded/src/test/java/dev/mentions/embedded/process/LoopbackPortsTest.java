package dev.mentions.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackPortsTest {

    /** So many that by chance alone some would be the same, and that one slice does not have them. */
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

    @Test
    void shouldGiveNoPortThatAnotherProcessHas(@TempDir Path directory) {
        try (ChildJvm one = drawer("one", directory);
                ChildJvm other = drawer("other", directory)) {
            one.launch();
            other.launch();

            assertThat(drawn(one)).hasSize(DRAWS * PORTS).doesNotContainAnyElementsOf(drawn(other));
        }
    }

    private static ChildJvm drawer(String name, Path directory) {
        return ChildJvm.builder(name, directory, Drawer.class)
                .readyWhen(line -> line.startsWith("["))
                .build();
    }

    private static List<String> drawn(ChildJvm drawer) {
        String line = drawer.awaitReady(Duration.ofSeconds(60));
        return List.of(line.substring(1, line.length() - 1).split(", "));
    }

    /** Draws ports, says which, and keeps them until it is killed. */
    static final class Drawer {

        private Drawer() {}

        public static void main(String[] arguments) throws InterruptedException {
            System.out.println(LoopbackPorts.free(DRAWS * PORTS));
            Thread.currentThread().join();
        }
    }
}
