package dev.mentions.cli.command;

import com.google.cloud.firestore.Firestore;
import dev.mentions.contract.Generation;
import dev.mentions.generations.registry.Generations;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which generation's counts are read. */
final class GenerationOption {

    @Option(
            names = "--generation",
            paramLabel = "N",
            description = "A generation, as 'mentions generations' lists them; the one that readers take without it.")
    private @Nullable Integer number;

    /** Returns the one that was asked for, or else the one that is promoted now. */
    Generation in(Firestore firestore) throws InterruptedException, ExecutionException {
        return number == null ? new Generations(firestore).current() : new Generation(number);
    }
}
