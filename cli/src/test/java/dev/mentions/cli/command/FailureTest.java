package dev.mentions.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void shouldNameTheFileThatIsNotThere() {
        assertThat(Failure.explain(new NoSuchFileException("a.bio"))).isEqualTo("there is no file a.bio");
        assertThat(Failure.explain(new AccessDeniedException("a.bio"))).isEqualTo("no right to open a.bio");
    }

    @Test
    void shouldSayWhatCannotBeReached() {
        assertThat(Failure.explain(new RuntimeException(Status.UNAVAILABLE.asRuntimeException())))
                .startsWith("cannot reach Firestore");
        assertThat(Failure.explain(new ExecutionException(new TimeoutException())))
                .startsWith("cannot reach Kafka");
    }

    @Test
    void shouldShowWhatSpeaksForItself() {
        assertThat(Failure.explain(new IOException("a.bio, line 1: no tag"))).isEqualTo("a.bio, line 1: no tag");
        assertThat(Failure.explain(new IllegalStateException("no"))).isEqualTo("java.lang.IllegalStateException: no");
    }
}
