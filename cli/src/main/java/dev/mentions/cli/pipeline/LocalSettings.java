package dev.mentions.cli.pipeline;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a local pipeline keeps its state and listens. Port 0 picks a free one.
 *
 * @param dataDirectory everything that must outlive a run
 * @param dashboardPort of the page; null for no dashboard
 * @param threads stream threads that find names
 * @param model file of the model that finds them; null for the bundled one
 * @param http settings of producer and dashboard about who may call, by key; empty for none
 */
public record LocalSettings(
        Path dataDirectory,
        int httpPort,
        int kafkaPort,
        int firestorePort,
        @Nullable Integer dashboardPort,
        int threads,
        @Nullable Path model,
        Map<String, String> http) {

    /** Directories in the data directory. */
    static final String KAFKA = "kafka";

    static final String FIRESTORE = "firestore";
    static final String STREAMS = "streams";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./~-]+");

    public LocalSettings {
        http = Map.copyOf(http);
    }

    /** Returns settings with free ports, no dashboard and no keys, for a run that nobody else has to find. */
    public static LocalSettings unobserved(Path dataDirectory, int threads) {
        return new LocalSettings(dataDirectory, 0, 0, 0, null, threads, null, Map.of());
    }

    /**
     * Returns the command that starts a pipeline on the same directory with the same model, as a shell takes it.
     *
     * @param option that it has besides
     */
    String command(String option) {
        return "mentions local " + option + " --data-dir " + quoted(dataDirectory)
                + (model == null ? "" : " --model " + quoted(model));
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
