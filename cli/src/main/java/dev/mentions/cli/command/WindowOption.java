package dev.mentions.cli.command;

import dev.mentions.service.Settings;
import dev.mentions.streams.config.StreamsAppConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How large windows are. */
final class WindowOption {

    @Option(
            names = "--window",
            paramLabel = "SIZE",
            description = "Size of the windows, such as 1h or 7d (default: window.size, as services have it).")
    private @Nullable String size;

    /**
     * Returns it as the services would read it.
     *
     * @throws dev.mentions.service.SettingsException when they would refuse it
     */
    Duration size() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (size != null) {
            environment.put(Settings.variable("window.size"), size);
        }
        return StreamsAppConfig.from(new Settings(Map.of(), environment))
                .count()
                .windows()
                .size();
    }
}
