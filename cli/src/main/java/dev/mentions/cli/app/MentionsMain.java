package dev.mentions.cli.app;

import dev.mentions.cli.command.MentionsCommand;
import dev.mentions.service.KafkaClock;
import dev.mentions.service.Logging;
import dev.mentions.service.SettingsException;
import picocli.CommandLine;

/** Entry point of the {@code mentions} command. */
public final class MentionsMain {

    private MentionsMain() {}

    public static void main(String[] arguments) {
        try {
            Logging.begin(System.getenv());
            KafkaClock.install();
        } catch (SettingsException e) {
            System.err.println("mentions: " + e.getMessage());
            System.exit(CommandLine.ExitCode.USAGE);
        }
        System.exit(MentionsCommand.commandLine().execute(arguments));
    }
}
