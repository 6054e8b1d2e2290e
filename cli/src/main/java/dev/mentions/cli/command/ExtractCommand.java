package dev.mentions.cli.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mentions.ner.extract.Entity;
import dev.mentions.ner.extract.EntityExtractor;
import dev.mentions.ner.extract.EntityType;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The entities of one text. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the entities of a text, from a file or standard input.",
            "",
            "  echo 'Ada Lovelace met Charles Babbage in London.' | mentions extract"
        })
final class ExtractCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A text in UTF-8; standard input without it.")
    private @Nullable Path file;

    @Mixin
    private ModelOption model;

    @Option(names = "--json", description = "Print NDJSON, one entity a line.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        byte[] bytes = file == null ? System.in.readAllBytes() : Files.readAllBytes(file);
        EntityExtractor extractor = model.load().newExtractor();
        List<Entity> entities = extractor.extract(new String(bytes, StandardCharsets.UTF_8));
        PrintWriter out = spec.commandLine().getOut();
        JsonMapper mapper = new JsonMapper();
        for (Entity entity : entities) {
            if (json) {
                ObjectNode line = mapper.createObjectNode()
                        .put("kind", spelling(entity.type()))
                        .put("entity", entity.key())
                        .put("text", entity.displayName())
                        .put("count", entity.count());
                out.println(line);
            } else {
                out.printf("%-13s %3d  %s%n", spelling(entity.type()), entity.count(), entity.displayName());
            }
        }
        return 0;
    }

    private static String spelling(EntityType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
