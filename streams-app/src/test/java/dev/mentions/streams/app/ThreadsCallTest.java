package dev.mentions.streams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mentions.service.CallRefusedException;
import dev.mentions.service.ManagementCall;
import dev.mentions.service.Telemetry;
import dev.mentions.streams.TestConfigs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered without a running application. */
class ThreadsCallTest {

    private final ManagementCall call = new ThreadsCall(new StreamsService(
                    TestConfigs.of(Path.of("unused")), Telemetry.untraced(new SimpleMeterRegistry())))
            .call();

    @Test
    void shouldListNothingBeforeTheStart() throws Exception {
        ManagementCall.Answer answer =
                call.handlers().get("GET").handle(new ManagementCall.Request(Map.of(), new byte[0]));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.json(), UTF_8)).isEqualTo("{\"applications\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"application\":\"extract\"}",
                "{\"application\":\"both\",\"threads\":1}",
                "{\"application\":\"extract\",\"threads\":0}",
                "{\"application\":\"extract\",\"threads\":1001}",
                "{\"application\":\"extract\",\"threads\":99999999999}",
                "{\"application\":\"extract\",\"threads\":1.0}",
                "{\"application\":\"extract\",\"threads\":\"1\"}",
                "{\"application\":\"extract\",\"threads\":1,\"more\":1}",
                "{\"application\":\"extract\",\"threads\":1,\"threads\":2}",
                "{\"application\":\"extract\",\"threads\":1} x"
            })
    void shouldSayWhatTheBodyIsToBe(String body) {
        CallRefusedException refused = refused(body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused).hasMessageContaining("{\"application\":\"extract\",\"threads\":4}");
    }

    @Test
    void shouldRefuseAnApplicationThatDoesNotRunHere() {
        CallRefusedException refused = refused("{\"application\":\"extract\",\"threads\":1}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused).hasMessageContaining("does not run here");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void shouldTakeTheLeastAndTheLargestNumberOfThreads(int threads) {
        CallRefusedException refused = refused("{\"application\":\"count\",\"threads\":" + threads + "}");

        assertThat(refused.status()).as("its body is right").isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void shouldTakeNoParametersInItsAddress(String method) {
        byte[] body = "{\"application\":\"extract\",\"threads\":1}".getBytes(UTF_8);
        CallRefusedException refused = catchThrowableOfType(
                CallRefusedException.class,
                () -> call.handlers().get(method).handle(new ManagementCall.Request(Map.of("threads", "4"), body)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused).hasMessageContaining("no parameters");
    }

    private CallRefusedException refused(String body) {
        return catchThrowableOfType(
                CallRefusedException.class,
                () -> call.handlers().get("POST").handle(new ManagementCall.Request(Map.of(), body.getBytes(UTF_8))));
    }
}
