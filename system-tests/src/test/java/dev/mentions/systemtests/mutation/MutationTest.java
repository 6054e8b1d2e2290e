package dev.mentions.systemtests.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutationTest {

    /** Fails at once when a class or a method was renamed, long before a pipeline would. */
    @ParameterizedTest
    @EnumSource
    void shouldFindWhatItBreaks(Mutation mutation) {
        assertThat(mutation.grafts())
                .isNotEmpty()
                .allSatisfy(graft -> assertThatCode(graft::definition).doesNotThrowAnyException());
    }

    @Test
    void shouldRefuseAClassThatIsNotThere() {
        Graft graft = new Graft("dev.mentions.sink.store.Renamed", "commit", NoPrecondition.class);

        assertThatThrownBy(graft::definition).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void shouldRefuseAMethodThatIsNotThere() {
        Graft graft = new Graft(Path.class.getName(), "renamed", NoPrecondition.class);

        assertThatThrownBy(graft::definition).isInstanceOf(IllegalStateException.class);
    }
}
