package dev.mentions.cli.command;

import dev.mentions.cli.pipeline.PipelineAddress;
import picocli.CommandLine.Option;

/** Which sink keeps the counts. */
final class SinkOption {

    @Option(
            names = "--sink",
            paramLabel = "NAME",
            defaultValue = PipelineAddress.SINK,
            description = "The sink's sink.name (default ${DEFAULT-VALUE}).")
    private String name;

    String name() {
        return name;
    }
}
