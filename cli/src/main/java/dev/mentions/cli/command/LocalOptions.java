package dev.mentions.cli.command;

import dev.mentions.cli.pipeline.LocalSettings;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.dashboard.config.DashboardConfig;
import dev.mentions.service.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a local pipeline listens and how many threads it has. */
final class LocalOptions {

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            description = "Producer (default " + PipelineAddress.HTTP_PORT + "; 0 picks a free one).")
    private @Nullable Integer httpPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Broker (default " + PipelineAddress.KAFKA_PORT + "; 0 picks a free one).")
    private @Nullable Integer kafkaPort;

    @Option(
            names = "--firestore-port",
            paramLabel = "PORT",
            description = "Firestore server (default " + PipelineAddress.FIRESTORE_PORT + "; 0 picks a free one).")
    private @Nullable Integer firestorePort;

    @Option(
            names = "--dashboard-port",
            paramLabel = "PORT",
            description = "The page with the counts (default " + DashboardConfig.PORT + "; 0 picks a free one).")
    private @Nullable Integer dashboardPort;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that find names (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private ModelOption model;

    /** Returns the settings with the well-known ports where none are given. */
    LocalSettings in(Path dataDirectory) {
        return settings(
                dataDirectory,
                PipelineAddress.HTTP_PORT,
                PipelineAddress.KAFKA_PORT,
                PipelineAddress.FIRESTORE_PORT,
                DashboardConfig.PORT);
    }

    /** Returns the settings with free ports where none are given. */
    LocalSettings atFreePorts(Path dataDirectory) {
        return settings(dataDirectory, 0, 0, 0, 0);
    }

    private LocalSettings settings(Path dataDirectory, int http, int kafka, int firestore, int dashboard) {
        return new LocalSettings(
                dataDirectory,
                httpPort == null ? http : httpPort,
                kafkaPort == null ? kafka : kafkaPort,
                firestorePort == null ? firestore : firestorePort,
                dashboardPort == null ? dashboard : dashboardPort,
                Math.max(1, threads),
                model.file(),
                http(System.getenv()));
    }

    /** Who may call is the one thing of the services' settings that a local pipeline takes from the environment. */
    private static Map<String, String> http(Map<String, String> environment) {
        Map<String, String> http = new HashMap<>();
        for (String key : new String[] {"api-keys", "api-keys.file", "http.allowed-hosts"}) {
            String value = environment.get(Settings.variable(key));
            if (value != null) {
                http.put(key, value);
            }
        }
        return http;
    }
}
