package dev.mentions.cli.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.ner.evaluate.EvaluationReport;
import dev.mentions.ner.evaluate.Evaluator;
import dev.mentions.ner.evaluate.TypeScore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How well names are found. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Prints precision, recall and F1 of a model on labelled files: exact spans, a token and its BIO tag a line.",
            "",
            "The overall figure is over persons, organizations and locations together. Tokens/s is name finding alone,"
                    + " on one core."
        })
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE.bio", description = "Labelled files.")
    private List<Path> files;

    @Mixin
    private ModelOption model;

    @Option(names = "--json", description = "Print a JSON object a file.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Evaluator evaluator = new Evaluator(model.load());
        JsonMapper mapper = new JsonMapper();
        for (Path file : files) {
            EvaluationReport report = evaluator.evaluate(file);
            if (json) {
                out.println(mapper.writeValueAsString(report));
            } else {
                print(out, report);
            }
        }
        return 0;
    }

    private static void print(PrintWriter out, EvaluationReport report) {
        out.printf(Locale.ROOT, "%s  (%,.0f tokens/s)%n", report.file(), report.tokensPerSecond());
        out.printf("  %-14s%10s%10s%10s%12s%n", "", "precision", "recall", "F1", "names");
        for (Map.Entry<String, TypeScore> type : report.perType().entrySet()) {
            printScore(out, type.getKey(), type.getValue());
        }
        printScore(out, "overall", report.overall());
    }

    private static void printScore(PrintWriter out, String name, TypeScore score) {
        out.printf(
                Locale.ROOT,
                "  %-14s%10.1f%10.1f%10.1f%,12d%n",
                name,
                100 * score.precision(),
                100 * score.recall(),
                100 * score.f1(),
                score.gold());
    }
}
