package dev.mentions.ner.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A list of names that stands in {@code corpora/gazetteers}, or several of one kind. */
public enum Gazetteer {
    FIRST_NAMES("first_names.txt"),
    LAST_NAMES("last_names.txt"),
    PEOPLE("people.txt"),
    TITLES("titles.txt"),
    CITIES("cities.txt"),
    COUNTRIES("countries.txt"),
    REGIONS("regions.txt"),
    DEMONYMS("demonyms.txt"),
    ORGANIZATIONS("organizations.txt"),
    COMPANIES("companies.txt"),
    ORGANIZATION_WORDS("org_suffixes.txt"),
    SPORTS_CLUBS("sports_clubs_short.txt"),
    MISC("misc.txt");

    private final String file;

    Gazetteer(String file) {
        this.file = file;
    }

    /**
     * Returns its entries in the order of the file.
     *
     * @param corpora the folder that holds {@code gazetteers}
     */
    public List<String> read(Path corpora) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String line : Files.readAllLines(corpora.resolve("gazetteers").resolve(file), StandardCharsets.UTF_8)) {
            if (!line.isBlank()) {
                entries.add(line.strip());
            }
        }
        return entries;
    }
}
