package dev.mentions.cli.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of the command tree. */
@Command(
        name = "mentions",
        description = "Counts who and what every publication writes about, exactly.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            LocalCommand.class,
            LoadCommand.class,
            CountCommand.class,
            ExportCommand.class,
            TopCommand.class,
            ExtractCommand.class,
            EvaluateCommand.class,
            TrainCommand.class,
            StatusCommand.class,
            ReplayCommand.class,
            PromoteCommand.class,
            GenerationsCommand.class,
            LossesCommand.class,
            BenchCommand.class
        },
        footer = {
            "",
            "Start here:",
            "  mentions demo --once            a pipeline, 128 posts through it, what they write about",
            "  mentions local --data-dir D     a pipeline of your own, until Ctrl-C",
            "  mentions load articles.csv      into it",
            "  mentions top                    out of it",
            "  mentions replay --model M       all of it again, with another model, beside what is there",
            "",
            "Exit codes: 0 done, 1 failed or something was refused, 2 wrong usage."
        })
public final class MentionsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    /** Returns the command line with what all commands have in common. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new MentionsCommand());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((error, command, parsed) -> {
            command.getErr().println(command.getCommandName() + ": " + Failure.explain(error));
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }
}
