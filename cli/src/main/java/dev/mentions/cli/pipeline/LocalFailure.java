package dev.mentions.cli.pipeline;

import dev.mentions.embedded.firestore.store.DamagedLogException;
import dev.mentions.sink.consume.BrokenFenceException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stopped a local pipeline, for a person. Services advise what takes a broker that runs on; here it ends with the
 * command, so the advice is a command that works while nothing runs.
 */
final class LocalFailure {

    private static final int MOST_CAUSES = 20;

    private static final String SPEED = "(about 1,000 posts per second on 2 cores)";

    private static final String KEEPS_CURRENT =
            "It deletes all counts and every generation except the current one, and counts all stored posts again "
                    + SPEED;

    private static final String KEEPS_NONE =
            "It deletes all counts, replays and promotions, and counts all stored posts again as generation 1 " + SPEED;

    private final LocalSettings settings;
    private final DiskSpace space;

    LocalFailure(LocalSettings settings, DiskSpace space) {
        this.settings = settings;
        this.space = space;
    }

    /** Returns a failure that says what to do, or the same one where nothing better is known. */
    Throwable explain(Throwable error) {
        if (error instanceof PipelineStoppedException) {
            return error;
        }
        // Whatever has failed first.
        if (space.isFull()) {
            return space.full(error);
        }
        Optional<BrokenFenceException> fence = find(error, BrokenFenceException.class);
        if (fence.isPresent()) {
            return rebuild(fence.get().problem(), KEEPS_CURRENT, error);
        }
        Optional<DamagedLogException> damage = find(error, DamagedLogException.class);
        if (damage.isPresent()) {
            return rebuild(damage.get().getMessage(), KEEPS_NONE, error);
        }
        return error;
    }

    /** Returns what to say when the broker has cut posts off their log. */
    PipelineStoppedException lost(List<LostPosts> lost) {
        return new PipelineStoppedException(
                "The posts topic in " + settings.dataDirectory().resolve(LocalSettings.KAFKA) + " has lost posts: "
                        + lost.stream().map(LostPosts::toString).collect(Collectors.joining("; "))
                        + ". The broker cuts damaged data off when it starts after a crash. Restore the data directory"
                        + " from a copy. Without a copy, run '" + settings.command("--rebuild")
                        + "' to go on without these posts. " + KEEPS_CURRENT + ".",
                null);
    }

    private PipelineStoppedException rebuild(String problem, String cost, Throwable cause) {
        return new PipelineStoppedException(
                problem + ". The stored posts are not affected. Run '" + settings.command("--rebuild") + "'. " + cost
                        + ".",
                cause);
    }

    private static <T extends Throwable> Optional<T> find(Throwable error, Class<T> type) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(MOST_CAUSES)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
