package dev.mentions.cli.app;

import dev.mentions.cli.command.MentionsCommand;

/** Entry point of the {@code mentions} command. */
public final class MentionsMain {

    private MentionsMain() {}

    public static void main(String[] arguments) {
        System.exit(MentionsCommand.commandLine().execute(arguments));
    }
}
