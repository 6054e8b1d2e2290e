package dev.mentions.producer.app;

import dev.mentions.producer.config.ProducerConfig;
import dev.mentions.service.ServiceMain;

/** The main of the producer. */
public final class ProducerMain {

    private ProducerMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run(
                "producer",
                arguments,
                (settings, telemetry) -> new ProducerService(ProducerConfig.from(settings), telemetry));
    }
}
