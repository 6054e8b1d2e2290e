package dev.mentions.dashboard.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds Debian's browser and its driver. */
final class Chromium {

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> DRIVERS = List.of("chromedriver");

    private Chromium() {}

    static Path browser() {
        return find(BROWSERS);
    }

    static Path driver() {
        return find(DRIVERS);
    }

    private static Path find(List<String> names) {
        List<String> directories = List.of(System.getenv("PATH").split(":"));
        return names.stream()
                .flatMap(name -> Stream.concat(directories.stream(), Stream.of("/usr/bin"))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + names.get(0)
                        + " on this machine, and the page is tested in a real browser: apt-get install chromium"
                        + " chromium-driver (or build with -Dquick, which leaves these tests out)"));
    }
}
