package dev.mentions.generations.registry;

import static java.util.Objects.requireNonNull;

import dev.mentions.contract.CountingScope;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What makes a generation from the posts: everything that decides its counts. It is kept in Firestore, so that a replay
 * that was stopped goes on as it began, on any machine.
 *
 * @param from by partition of the posts topic, the first offset that is counted
 * @param fromBeginning whether that is everything there was
 * @param scope which posts are counted from there on
 * @param extraction the generation whose mentions are counted: its own, unless it counts anew what another one finds
 * @param model which model finds the names; null for that of the services which extract, which alone know it
 * @param windowSize size of the event-time windows
 * @param partitions of the generation's own topics
 * @param startedAt when it was begun
 * @param state where the process that began it keeps its state
 */
public record Replay(
        Generation generation,
        Map<Integer, Long> from,
        boolean fromBeginning,
        CountingScope scope,
        Generation extraction,
        @Nullable Model model,
        Duration windowSize,
        int partitions,
        Instant startedAt,
        Place state) {

    public Replay {
        requireNonNull(generation, "generation");
        from = Map.copyOf(from);
        requireNonNull(scope, "scope");
        requireNonNull(extraction, "extraction");
        requireNonNull(windowSize, "windowSize");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(state, "state");
    }

    /**
     * A model that finds names.
     *
     * @param name for a person: its file's name, or that it is the bundled one
     * @param sha256 of the file, in hexadecimal; null for the bundled one
     */
    public record Model(String name, @Nullable String sha256) {

        /** The one that comes with Mentions. */
        public static final Model BUNDLED = new Model("bundled", null);

        /**
         * Describes a model.
         *
         * @param file null for the bundled one
         */
        public static Model of(@Nullable Path file) throws IOException {
            if (file == null) {
                return BUNDLED;
            }
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                return new Model(file.getFileName().toString(), HexFormat.of().formatHex(digest));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        }

        /** Returns its name and what tells it from others of that name. */
        @Override
        public String toString() {
            return sha256 == null ? name : name + " (SHA-256 " + sha256 + ")";
        }
    }

    /**
     * A directory on a machine.
     *
     * @param host the machine's name
     */
    public record Place(String host, Path directory) {}

    /** Returns whether it counts what another generation finds, and finds no names itself. */
    public boolean isRecount() {
        return !extraction.equals(generation);
    }

    /** Returns whether a model finds the same names; any does where it is not known which one has found them. */
    public boolean isMadeWith(Model other) {
        return model == null || Objects.equals(model.sha256(), other.sha256());
    }

    /** Returns its topics. */
    public Topics topics() {
        return new Topics(generation, extraction);
    }

    /** Returns whether posts or mentions are left out, so that its counts are less than those of all posts. */
    public boolean isPartial() {
        return !fromBeginning || !scope.equals(CountingScope.ALL);
    }

    /** Returns the settings of a streams app that makes this generation, but for its model. */
    public Map<String, String> settings() {
        return Map.of(
                "generation",
                Integer.toString(generation.number()),
                "extract.generation",
                Integer.toString(extraction.number()),
                "window.size",
                windowSize.toMillis() + "ms",
                "topics.partitions",
                Integer.toString(partitions),
                "scope.until-offsets",
                scope.until().entrySet().stream()
                        .map(end -> end.getKey() + ":" + end.getValue())
                        .collect(Collectors.joining(",")),
                "scope.publication-ids",
                String.join(",", scope.publicationIds()),
                "scope.kinds",
                scope.kinds().stream().map(EntityKind::name).collect(Collectors.joining(",")));
    }
}
