package dev.mentions.cli.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of an archive. A link in a folder is followed only to what is in that folder too, so that whoever can write
 * there cannot have other files read; a link that is given itself is followed.
 *
 * @param files in the order of their names
 * @param linksOut links of a known format, or to folders, that lead out of the folder or nowhere
 */
record ArchiveFiles(List<Path> files, List<Path> linksOut) {

    ArchiveFiles {
        files = List.copyOf(files);
        linksOut = List.copyOf(linksOut);
    }

    /**
     * Finds them.
     *
     * @param path a file or a folder
     * @param known whether a file has a known format, by its name
     */
    static ArchiveFiles of(Path path, Predicate<Path> known) throws IOException {
        if (!Files.isDirectory(path)) {
            return new ArchiveFiles(known.test(path) ? List.of(path) : List.of(), List.of());
        }
        Path root = path.toRealPath();
        List<Path> files = new ArrayList<>();
        List<Path> linksOut = new ArrayList<>();
        try (Stream<Path> found = Files.walk(root)) {
            found.sorted().forEach(file -> {
                if (Files.isSymbolicLink(file) && leadsOut(file, root)) {
                    if (known.test(file) || Files.isDirectory(file)) {
                        linksOut.add(path.resolve(root.relativize(file)));
                    }
                } else if (Files.isRegularFile(file) && known.test(file)) {
                    files.add(path.resolve(root.relativize(file)));
                }
            });
        }
        return new ArchiveFiles(files, linksOut);
    }

    private static boolean leadsOut(Path link, Path root) {
        try {
            return !link.toRealPath().startsWith(root);
        } catch (IOException e) {
            // There is nothing at its end, or no end.
            return true;
        }
    }
}
