package dev.mentions.sink.app;

import dev.mentions.service.ServiceMain;
import dev.mentions.sink.config.SinkConfig;

/** Runs the sink as a process. */
public final class SinkMain {

    private SinkMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run(
                "firestore-sink",
                arguments,
                (settings, telemetry) -> new SinkService(SinkConfig.from(settings), telemetry));
    }
}
