package dev.mentions.cli.command;

import java.io.PrintWriter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar that moves on a terminal, and as a line now and then where standard error goes elsewhere. */
final class ProgressBars {

    private static final int TERMINAL_MILLIS = 250;
    private static final int TERMINAL_WIDTH = 79;
    private static final int LOG_MILLIS = 5_000;
    private static final int LOG_WIDTH = 120;

    private ProgressBars() {}

    /** Shows a bar at once; closing it ends its line. */
    static ProgressBar show(ProgressBarBuilder described, PrintWriter err) {
        described.setStyle(ProgressBarStyle.ASCII);
        if (isTerminal()) {
            // With a width of its own: to ask the terminal, the library takes Ctrl-C away from the process.
            described
                    .setUpdateIntervalMillis(TERMINAL_MILLIS)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, TERMINAL_WIDTH));
        } else {
            described
                    .setUpdateIntervalMillis(LOG_MILLIS)
                    .setConsumer(new DelegatingProgressBarConsumer(err::println, LOG_WIDTH));
        }
        return described.build();
    }

    // From JDK 22 on there is a console without a terminal too, unless jdk.console says java.base, as ./mentions does.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null;
    }
}
