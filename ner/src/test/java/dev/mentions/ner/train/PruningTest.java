package dev.mentions.ner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PruningTest {

    private final Pruning pruning = new Pruning(0.5, 1, 2, 3);

    @Test
    void shouldRoundToTheUnit() {
        assertThat(pruning.apply("w=rome", 4.3)).isEqualTo(4.5);
        assertThat(pruning.apply("w=rome", -4.2)).isEqualTo(-4);
    }

    @Test
    void shouldAskMoreOfWordsThatStandFurtherOff() {
        assertThat(pruning.apply("w=rome", 1.5)).isEqualTo(1.5);
        assertThat(pruning.apply("w=rome", -0.5)).isZero();
        assertThat(pruning.apply("n1w&c=rome,ic", 1.5)).isZero();
        assertThat(pruning.apply("p1w=rome", -2)).isEqualTo(-2);
        assertThat(pruning.apply("p2w=rome", -2)).isZero();
        assertThat(pruning.apply("n2w=rome", 3)).isEqualTo(3);
    }

    @Test
    void shouldLeaveOutNothing() {
        assertThat(Pruning.none().apply("p2w=rome", 1.0 / 64)).isEqualTo(1.0 / 64);
    }

    @Test
    void shouldRefuseNoUnit() {
        assertThatThrownBy(() -> new Pruning(0, 1, 1, 1)).hasMessage("unit must be above 0, is 0.0");
    }
}
