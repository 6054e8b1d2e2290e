package dev.mentions.dashboard.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said of the page's files without a browser. */
class PageFilesTest {

    private static final String WEB = "/dev/mentions/dashboard/web/";
    private static final String FIRST = "app.js";
    private static final Pattern IMPORT = Pattern.compile("^import .*? from '\\./([a-z]+\\.js)';", Pattern.MULTILINE);
    private static final Pattern PRELOAD = Pattern.compile("rel=\"modulepreload\" href=\"assets/([a-z]+\\.js)\"");
    private static final Pattern LIBRARY = Pattern.compile("[\"'](webjars/[^\"']+)[\"']");

    @Test
    void shouldPreloadWhatTheFirstViewImportsAndNothingElse() {
        assertThat(matches(PRELOAD, read(WEB + "index.html"))).isEqualTo(imports(FIRST));
    }

    @Test
    void shouldNameLibrariesInTheirVersionsOnTheClassPath() {
        Set<String> libraries = Stream.of("index.html", "assets/lines.js")
                .flatMap(file -> matches(LIBRARY, read(WEB + file)).stream())
                .collect(Collectors.toSet());

        assertThat(libraries)
                .hasSize(2)
                .allSatisfy(library ->
                        assertThat(read("/META-INF/resources/" + library)).isNotEmpty());
    }

    private static Set<String> imports(String file) {
        Set<String> all = new TreeSet<>();
        for (String imported : matches(IMPORT, read(WEB + "assets/" + file))) {
            all.add(imported);
            all.addAll(imports(imported));
        }
        return all;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String resource) {
        try (InputStream in = PageFilesTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
