package dev.mentions.cli.command;

import dev.mentions.contract.EntityKind;
import dev.mentions.generations.counts.FirestoreCounts;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a publication mentions most, for a person to read. */
final class TopEntities {

    private static final List<EntityKind> USUAL_KINDS =
            List.of(EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.LOCATION);

    private final FirestoreCounts counts;
    private final @Nullable Instant window;
    private final int limit;

    /**
     * @param window the start of one window, or null for all time
     * @param limit entities of each kind
     */
    TopEntities(FirestoreCounts counts, @Nullable Instant window, int limit) {
        this.counts = counts;
        this.window = window;
        this.limit = limit;
    }

    /** Returns the top of one kind, or of each of the usual ones after another. */
    List<FirestoreCounts.Ranked> of(FirestoreCounts.Publication publication, @Nullable EntityKind kind)
            throws InterruptedException, ExecutionException {
        List<FirestoreCounts.Ranked> result = new ArrayList<>();
        for (EntityKind each : kinds(kind)) {
            result.addAll(counts.top(publication, each, window, limit));
        }
        return result;
    }

    /** Prints a heading and a line a kind. */
    void print(FirestoreCounts.Publication publication, @Nullable EntityKind kind, PrintWriter out)
            throws InterruptedException, ExecutionException {
        out.printf(Locale.ROOT, "%s (%,d articles)%n", Printable.of(publication.name()), publication.articles());
        for (EntityKind each : kinds(kind)) {
            String entities = counts.top(publication, each, window, limit).stream()
                    .map(entity ->
                            Printable.of(entity.text()) + " " + String.format(Locale.ROOT, "%,d", entity.count()))
                    .collect(Collectors.joining(", "));
            out.printf("  %-14s%s%n", label(each), entities.isEmpty() ? "-" : entities);
        }
    }

    private static List<EntityKind> kinds(@Nullable EntityKind kind) {
        return kind == null ? USUAL_KINDS : List.of(kind);
    }

    private static String label(EntityKind kind) {
        return switch (kind) {
            case ARTICLE -> "articles";
            case PERSON -> "people";
            case ORGANIZATION -> "organisations";
            case LOCATION -> "places";
            case MISC -> "other";
        };
    }
}
