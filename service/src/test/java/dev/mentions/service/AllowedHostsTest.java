package dev.mentions.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    /** Which hosts are the server's own depends on where it listens. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost:8080, true",
        "127.0.0.1, 127.0.0.2, true",
        "127.0.0.1, [::1], true",
        "127.0.0.1, [::ffff:127.0.0.1]:8080, true",
        "127.0.0.1, 10.0.0.1, false",
        "127.0.0.1, 0.0.0.0, false",
        "127.0.0.1, [fe80::1], false",
        "localhost, LOCALHOST., true",
        "localhost, mentions.example, false",
        "::1, localhost, true",
        "0.0.0.0, localhost, true",
        "0.0.0.0, 10.1.2.3:9400, true",
        "0.0.0.0, [2001:db8::1]:9400, true",
        "0.0.0.0, mentions.example, false",
        "::, 10.1.2.3, true",
        "192.0.2.1, 10.1.2.3, true",
        "192.0.2.1, mentions.example, false",
        "0.0.0.0, 10.1.2, false",
        "0.0.0.0, 10.1.2.3.example, false",
        "0.0.0.0, 10.1.2.300, false",
        "0.0.0.0, 10.1.2.3., true",
        "0.0.0.0, [mentions.example], false",
        "0.0.0.0, [::1, false",
        "0.0.0.0, 2001:db8::1, false",
        "0.0.0.0, user@10.1.2.3, false",
        "0.0.0.0, localhost:80:80, false",
        "0.0.0.0, localhost:http, false",
        "0.0.0.0, '', false",
        "0.0.0.0, .localhost, false"
    })
    void shouldAnswerForTheHostsOfItsAddress(String listening, String host, boolean accepted) {
        assertThat(hosts(Map.of("http.host", listening)).accepts(host)).isEqualTo(accepted);
    }

    @Test
    void shouldAnswerForTheNameOfTheMachineWhereOthersReachIt() {
        String own = HostName.own();

        assertThat(hosts(Map.of("http.host", "0.0.0.0")).accepts(own + ":8080")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "mentions.example, true",
        "Mentions.Example.:443, true",
        "producer, true",
        "streams_1.mentions, true",
        "a.example.org, true",
        "a.b.example.org, true",
        "example.org, false",
        "aexample.org, false",
        "x.mentions.example, false",
        "mentions.example.evil.example, false",
        "localhost, true"
    })
    void shouldAnswerForWhatTheSettingAdds(String host, boolean accepted) {
        AllowedHosts hosts =
                hosts(Map.of("http.allowed-hosts", "Mentions.example., producer,,streams_1.mentions, *.example.org"));

        assertThat(hosts.accepts(host)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "*.*.example", "https://mentions.example", "mentions.example:8080", "a b", "-a", "a..b"})
    void shouldRefuseASettingThatIsNoName(String name) {
        assertThatThrownBy(() -> hosts(Map.of("http.allowed-hosts", "localhost," + name)))
                .isInstanceOf(SettingsException.class)
                .hasMessage("http.allowed-hosts (MENTIONS_HTTP_ALLOWED_HOSTS) has '" + name + "', which is not a host"
                        + " name. Write names without scheme and port, between commas, such as mentions.example, or"
                        + " *.mentions.example for every name below that one");
    }

    @Test
    void shouldSayWhatToDo() {
        assertThat(hosts(Map.of("http.host", "0.0.0.0")).refuse())
                .isEqualTo("The Host header names another server. Expected localhost, an IP address, this machine's"
                        + " name, or a name in http.allowed-hosts (MENTIONS_HTTP_ALLOWED_HOSTS). Use one of these, or"
                        + " add the name to the setting");
    }

    @Test
    void shouldRefuseAHostThatIsNotKnown() {
        assertThatThrownBy(() -> hosts(Map.of("http.host", "no such host")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("http.host (MENTIONS_HTTP_HOST) is 'no such host', which is no address of this machine");
    }

    private static AllowedHosts hosts(Map<String, String> file) {
        return new AllowedHosts(ListenAddress.from(new Settings(file, Map.of()), "http", 0));
    }
}
