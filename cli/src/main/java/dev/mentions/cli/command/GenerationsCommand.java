package dev.mentions.cli.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.Generation;
import dev.mentions.generations.counts.FirestoreCounts;
import dev.mentions.generations.registry.Generations;
import dev.mentions.generations.registry.Replay;
import dev.mentions.generations.storage.GenerationInKafka;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The generations that there are. */
@Command(
        name = "generations",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the generations of counts: which one readers take, what made them, what they count and how large they"
                    + " are.",
            "",
            "  current   readers take it",
            "  previous  they took it before; 'mentions promote --back' returns to it",
            "  made      by a replay, and not promoted; running or stopped, as its consumer groups have members or not"
        },
        footer = {"", PipelineAddress.HELP})
final class GenerationsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print NDJSON, one generation a line.")
    private boolean json;

    @Mixin
    private SinkOption sink;

    /**
     * @param replay what made it; null for the first one
     * @param bytes of its topics on all brokers
     */
    private record Entry(
            Generation generation,
            String state,
            boolean running,
            @Nullable Replay replay,
            long publications,
            long articles,
            long bytes) {}

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PipelineAddress address = PipelineAddress.from(System.getenv());
        try (Firestore firestore = address.firestore().connect();
                Admin admin = Admin.create(Map.copyOf(address.kafka()))) {
            Generations generations = new Generations(firestore);
            Generations.Pointer pointer = generations.pointer();
            if (!json) {
                out.printf(
                        "%-11s %-18s %-24s %-8s %6s %12s %9s%n",
                        "generation", "state", "model", "age", "publ.", "articles", "Kafka");
            }
            for (Map.Entry<Integer, Optional<Replay>> each :
                    known(generations, pointer).entrySet()) {
                Generation generation = new Generation(each.getKey());
                GenerationInKafka inKafka = new GenerationInKafka(admin, generation, sink.name());
                if (inKafka.topics().isEmpty()
                        && each.getValue().isEmpty()
                        && !generation.equals(pointer.generation())) {
                    continue;
                }
                List<FirestoreCounts.Publication> publications =
                        new FirestoreCounts(firestore, generation).publications();
                Entry entry = new Entry(
                        generation,
                        state(generation, pointer),
                        !inKafka.groupsInUse().isEmpty(),
                        each.getValue().orElse(null),
                        publications.size(),
                        publications.stream()
                                .mapToLong(FirestoreCounts.Publication::articles)
                                .sum(),
                        inKafka.bytes());
                out.println(json ? json(entry) : line(entry));
            }
        }
        return 0;
    }

    /** The first generation has no replay, and is there until somebody takes it away. */
    private static Map<Integer, Optional<Replay>> known(Generations generations, Generations.Pointer pointer)
            throws Exception {
        Map<Integer, Optional<Replay>> known = new TreeMap<>();
        known.put(Generation.FIRST.number(), Optional.empty());
        known.put(pointer.generation().number(), Optional.empty());
        generations.replays().forEach(replay -> known.put(replay.generation().number(), Optional.of(replay)));
        return known;
    }

    private static String state(Generation generation, Generations.Pointer pointer) {
        if (generation.equals(pointer.generation())) {
            return "current";
        }
        return generation.equals(pointer.previous()) ? "previous" : "made";
    }

    private static String line(Entry entry) {
        Replay replay = entry.replay();
        return String.format(
                Locale.ROOT,
                "%-11d %-18s %-24s %-8s %,6d %,12d %9s%s",
                entry.generation().number(),
                entry.state() + (entry.running() ? ", running" : ", stopped"),
                model(replay),
                replay == null ? "-" : age(replay.startedAt()),
                entry.publications(),
                entry.articles(),
                megabytes(entry.bytes()),
                replay != null && replay.isPartial() ? "  a part of the posts" : "");
    }

    private static ObjectNode json(Entry entry) {
        ObjectNode node = new JsonMapper()
                .createObjectNode()
                .put("generation", entry.generation().number())
                .put("state", entry.state())
                .put("running", entry.running())
                .put("publications", entry.publications())
                .put("articles", entry.articles())
                .put("kafkaBytes", entry.bytes());
        Replay replay = entry.replay();
        if (replay != null) {
            Replay.Model model = replay.model();
            if (model != null) {
                node.put("model", model.name()).put("modelSha256", model.sha256());
            }
            node.put("extraction", replay.extraction().number())
                    .put("startedAt", replay.startedAt().toString())
                    .put("windowMillis", replay.windowSize().toMillis())
                    .put("partial", replay.isPartial());
        }
        return node;
    }

    private static String model(@Nullable Replay replay) {
        if (replay == null || replay.model() == null) {
            return replay == null
                    ? "that of its services"
                    : "that of generation " + replay.extraction().number();
        }
        return Printable.of(replay.model().name());
    }

    private static String age(Instant start) {
        Duration age = Duration.between(start, Instant.now());
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        return age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }
}
