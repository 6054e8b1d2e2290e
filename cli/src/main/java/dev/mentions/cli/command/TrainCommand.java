package dev.mentions.cli.command;

import dev.mentions.ner.extract.NerModel;
import dev.mentions.ner.train.NameFinderTrainer;
import dev.mentions.ner.train.TrainingListener;
import dev.mentions.ner.train.TrainingRecipe;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an English model from the corpora. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains the English name-finder model from the corpora, by the recipe in the source tree.",
            "",
            "  MENTIONS_JAVA_OPTS=-Xmx12g mentions train ../shared/corpora --out model.bin",
            "  mentions evaluate ../shared/corpora/ner/uner_pud.bio --model model.bin",
            "",
            "The same recipe over the same corpora gives the same weights. Takes eight minutes of two cores."
        })
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CORPORA", description = "The folder that holds ner/, gazetteers/ and unlabelled/.")
    private Path corpora;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the model goes.")
    private Path out;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        Path parent = out.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            err.println("train: there is no folder " + parent + " to write to");
            return 2;
        }
        NerModel model = new NameFinderTrainer(TrainingRecipe.standard(), new Progress(err)).train(corpora);
        model.write(out);
        spec.commandLine().getOut().printf(Locale.ROOT, "%s: %,d bytes%n", out, Files.size(out));
        return 0;
    }

    private record Progress(PrintWriter err) implements TrainingListener {

        @Override
        public void corpusRead(String name, int sentences) {
            err.printf(Locale.ROOT, "%-40s %,8d sentences%n", name, sentences);
        }

        @Override
        public void textRead(String file, long words) {
            err.printf(Locale.ROOT, "%-40s %,12d words in all%n", file, words);
        }

        @Override
        public void silverChecked(int sentences, int confirmed) {
            err.printf(Locale.ROOT, "%,d of %,d silver sentences confirmed%n", confirmed, sentences);
        }

        @Override
        public void modelStarted(int model, int models, int sentences) {
            err.printf(Locale.ROOT, "model %d of %d, from %,d sentences%n", model, models, sentences);
        }

        @Override
        public void passFinished(int pass, int passes, double accuracy) {
            err.printf(Locale.ROOT, "pass %d of %d: %.4f of the tokens right%n", pass, passes, accuracy);
        }
    }
}
