package dev.mentions.streams;

import dev.mentions.service.Settings;
import dev.mentions.streams.config.StreamsAppConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Configurations for tests: a state directory, and what the test is about. */
public final class TestConfigs {

    private TestConfigs() {}

    /**
     * @param settings keys and values in turn
     */
    public static StreamsAppConfig of(Path stateDirectory, String... settings) {
        Map<String, String> file = new HashMap<>();
        file.put("state.dir", stateDirectory.toString());
        file.put("state.rocksdb.mib", "16");
        for (int i = 0; i < settings.length; i += 2) {
            file.put(settings[i], settings[i + 1]);
        }
        return StreamsAppConfig.from(new Settings(file, Map.of()));
    }
}
