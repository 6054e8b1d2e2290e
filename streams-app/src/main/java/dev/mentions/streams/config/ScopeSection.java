package dev.mentions.streams.config;

import dev.mentions.contract.CountingScope;
import dev.mentions.contract.EntityKind;
import dev.mentions.service.Settings;
import dev.mentions.service.SettingsException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads which part of the posts is counted. */
final class ScopeSection {

    private static final String UNTIL = "scope.until-offsets";
    private static final String KINDS = "scope.kinds";

    private ScopeSection() {}

    static CountingScope from(Settings settings) {
        return new CountingScope(
                until(settings),
                Set.copyOf(settings.list("scope.publication-ids")),
                settings.list(KINDS).stream().map(ScopeSection::kind).collect(Collectors.toSet()));
    }

    private static Map<Integer, Long> until(Settings settings) {
        Map<Integer, Long> until = new HashMap<>();
        for (String entry : settings.list(UNTIL)) {
            String[] pair = entry.split(":", 2);
            try {
                until.put(Integer.valueOf(pair[0].strip()), Long.valueOf(pair[pair.length - 1].strip()));
            } catch (NumberFormatException e) {
                throw new SettingsException(UNTIL + " has '" + entry + "', which is not PARTITION:OFFSET");
            }
        }
        return until;
    }

    private static EntityKind kind(String name) {
        return EntityKind.named(name)
                .orElseThrow(() ->
                        new SettingsException(KINDS + " has '" + name + "', which is not one of " + EntityKind.NAMES));
    }
}
