package dev.mentions.cli.command;

import dev.mentions.contract.Generation;
import dev.mentions.generations.registry.Generations;
import dev.mentions.generations.registry.Replay;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Has readers take another generation, and says what is to be done then. */
final class Promotion {

    private final Generations generations;
    private final PrintWriter out;

    Promotion(Generations generations, PrintWriter out) {
        this.generations = generations;
        this.out = out;
    }

    /**
     * Promotes a generation.
     *
     * @param seen what readers take, as it was when this was decided
     * @param replay what has made the generation; null for the first one
     */
    void promote(Generations.Pointer seen, Generation generation, @Nullable Replay replay)
            throws InterruptedException, ExecutionException {
        generations.promote(seen, generation);
        out.printf(
                "readers take generation %d now, and no longer %d; 'mentions promote --back' goes back%n",
                generation.number(), seen.generation().number());
        if (replay != null) {
            Replay.Model model = replay.model();
            out.printf(
                    "Live posts are counted in it as long as %s. To hand over to services: stop %s, and start a streams"
                            + " app and a sink with generation=%d, %swindow.size=%dms and the model %s, or restart"
                            + " 'mentions local' with it.%n",
                    replay.isRecount()
                            ? "its replay runs, and the services of generation "
                                    + replay.extraction().number() + " that find names"
                            : "its replay runs",
                    replay.isRecount() ? "both" : "the replay",
                    generation.number(),
                    replay.isRecount()
                            ? "extract.generation=" + replay.extraction().number() + ", "
                            : "",
                    replay.windowSize().toMillis(),
                    model == null ? "that they have" : model.name());
        }
    }
}
