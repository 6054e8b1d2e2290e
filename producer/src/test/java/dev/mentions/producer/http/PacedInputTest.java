package dev.mentions.producer.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** An allowance of ten seconds, and ten bytes a second. */
class PacedInputTest {

    private static final Duration ALLOWANCE = Duration.ofSeconds(10);
    private static final int RATE = 10;

    private final AtomicLong now = new AtomicLong();
    private final byte[] buffer = new byte[1_000];

    @Test
    void shouldEndABodyThatDripsForLongerThanTheAllowance() throws IOException {
        InputStream in = paced(1, 2);

        // Each byte takes two seconds and earns a tenth of one.
        for (int i = 0; i < 5; i++) {
            assertThat(in.read()).isZero();
        }
        assertThatThrownBy(in::read).isInstanceOf(PacedInput.TooSlowException.class);
    }

    @Test
    void shouldReadABodyOfAnyLengthThatKeepsToTheRate() throws IOException {
        InputStream in = paced(RATE, 1);

        for (int i = 0; i < 1_000; i++) {
            assertThat(in.read(buffer)).isEqualTo(RATE);
        }
    }

    @Test
    void shouldNotLetABodyLiveOnHavingBeenFast() throws IOException {
        AtomicLong wait = new AtomicLong();
        InputStream in = new PacedInput(slow(1_000, wait), ALLOWANCE, RATE, now::get);
        for (int i = 0; i < 1_000; i++) {
            assertThat(in.read(buffer)).isEqualTo(1_000);
        }

        wait.set(11);
        assertThatThrownBy(() -> in.read(buffer)).isInstanceOf(PacedInput.TooSlowException.class);
    }

    @Test
    void shouldNotCountTheTimeThatItsReaderTakes() throws IOException {
        InputStream in = paced(1, 1);

        for (int i = 0; i < 5; i++) {
            assertThat(in.read()).isZero();
            now.addAndGet(TimeUnit.HOURS.toNanos(1));
        }
    }

    @Test
    void shouldTellWaitingInVainFromABrokenBody() {
        IOException silent = new IOException(new TimeoutException());
        IOException broken = new IOException("reset");

        assertThatThrownBy(() -> failing(silent).read()).isInstanceOf(PacedInput.TooSlowException.class);
        assertThatThrownBy(() -> failing(broken).read()).isSameAs(broken);
    }

    private InputStream paced(int chunk, long seconds) {
        return new PacedInput(slow(chunk, new AtomicLong(seconds)), ALLOWANCE, RATE, now::get);
    }

    private InputStream failing(IOException error) {
        return new PacedInput(
                new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        throw error;
                    }
                },
                ALLOWANCE,
                RATE,
                now::get);
    }

    /** Gives so many bytes at most at a time, each time after so long. */
    private InputStream slow(int chunk, AtomicLong seconds) {
        return new FilterInputStream(new ByteArrayInputStream(new byte[2_000_000])) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                now.addAndGet(TimeUnit.SECONDS.toNanos(seconds.get()));
                return super.read(bytes, offset, Math.min(length, chunk));
            }
        };
    }
}
