package dev.mentions.streams.app;

import dev.mentions.service.ServiceMain;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import dev.mentions.streams.config.Role;
import dev.mentions.streams.config.StreamsAppConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs the streams app as a process of its own: {@code [--role extract|count|both] [--config FILE]}. */
public final class StreamsMain {

    private static final String ROLE = "--role";

    private StreamsMain() {}

    public static void main(String[] arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        int option = words.indexOf(ROLE);
        if (option < 0 || option + 1 == words.size()) {
            run(words, Map.of());
            return;
        }
        words.remove(option);
        run(words, Map.of("role", words.remove(option)));
    }

    private static void run(List<String> words, Map<String, String> options) {
        ServiceMain.run("streams-app", words.toArray(String[]::new), (settings, telemetry) -> {
            StreamsAppConfig config = StreamsAppConfig.from(settings);
            return new StreamsService(options.isEmpty() ? config : config.withRole(role(options)), telemetry);
        });
    }

    private static Role role(Map<String, String> options) throws SettingsException {
        return new Settings(options, Map.of()).choice("role", Role.BOTH);
    }
}
