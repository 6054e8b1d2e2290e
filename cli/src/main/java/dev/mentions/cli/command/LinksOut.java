package dev.mentions.cli.command;

import dev.mentions.cli.archive.Archive;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Tells of links in a folder that were not followed. */
final class LinksOut {

    /** What the commands that read a folder say of it in their help. */
    static final String HELP =
            "A link in a folder that leads out of it is not followed; a link that is given as FILE is.";

    /** Named one by one. */
    private static final int NAMED = 5;

    private LinksOut() {}

    /** Writes a line about those of an archive, if there are any. */
    static void tell(Archive archive, String command, PrintWriter err) {
        List<Path> links = archive.linksOut();
        if (links.isEmpty()) {
            return;
        }
        String names = links.stream()
                .limit(NAMED)
                .map(link -> Printable.of(link.toString()))
                .collect(Collectors.joining(", "));
        err.printf(
                "%s: links that lead out of the folder, or nowhere, were not followed: %s%s. To read what one points to,"
                        + " give that as FILE%n",
                command, names, links.size() > NAMED ? " and " + (links.size() - NAMED) + " more" : "");
    }
}
