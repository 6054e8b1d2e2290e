package dev.mentions.benchmarks;

import dev.mentions.ner.extract.Entity;
import dev.mentions.ner.extract.EntityExtractor;
import dev.mentions.ner.extract.EntityName;
import dev.mentions.ner.extract.ExtractionSteps;
import dev.mentions.ner.extract.NerModel;
import dev.mentions.ner.find.NameFinder;
import dev.mentions.ner.find.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.tokenize.TokenizerME;
import opennlp.tools.tokenize.TokenizerModel;
import opennlp.tools.util.Span;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Stock OpenNLP and ours on the same texts. An operation is an article; the counter {@code tokens} counts tokens. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class ExtractionBenchmark {

    private static final String TOKENIZER = "/opennlp-en-ud-ewt-tokens-1.3-2.5.4.bin";

    /** A model file to measure with; the bundled one if empty. */
    @Param("")
    private String model = "";

    private List<Article> articles = List.of();
    private int next;

    private TokenizerME stockTokenizer;
    private NameFinderME stockFinder;
    private EntityExtractor extractor;
    private ExtractionSteps steps;
    private NameFinder finder;

    /** How many tokens the measured articles had. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counter {
        public long tokens;
    }

    @Setup
    public void setUp() throws IOException {
        NerModel ner = model.isEmpty() ? NerModel.bundled() : NerModel.load(Path.of(model));
        articles = Article.of(Articles.read(), ner);
        stockTokenizer = new TokenizerME(new TokenizerModel(ExtractionBenchmark.class.getResource(TOKENIZER)));
        stockFinder = new NameFinderME(ner.names());
        extractor = ner.newExtractor();
        steps = ner.newSteps();
        finder = ner.newNameFinder();
    }

    /** {@code TokenizerME} and {@code NameFinderME}, sentence by sentence. */
    @Benchmark
    public void stock(Counter counter, Blackhole blackhole) {
        Article article = next(counter);
        stockFinder.clearAdaptiveData();
        for (String sentence : article.sentences) {
            blackhole.consume(stockFinder.find(stockTokenizer.tokenize(sentence)));
        }
    }

    /** {@code NameFinderME} alone, on our tokens. */
    @Benchmark
    public void stockNames(Counter counter, Blackhole blackhole) {
        Article article = next(counter);
        stockFinder.clearAdaptiveData();
        for (String[] sentence : article.words) {
            blackhole.consume(stockFinder.find(sentence));
        }
    }

    /** All of ours: paragraphs, sentences, tokens, names, normal forms, grouping. */
    @Benchmark
    public List<Entity> whole(Counter counter) {
        return extractor.extract(next(counter).text);
    }

    @Benchmark
    public List<String> paragraphs(Counter counter) {
        return steps.paragraphs(next(counter).text);
    }

    @Benchmark
    public void sentences(Counter counter, Blackhole blackhole) {
        for (String paragraph : next(counter).paragraphs) {
            blackhole.consume(steps.sentences(paragraph));
        }
    }

    @Benchmark
    public void tokens(Counter counter, Blackhole blackhole) {
        Article article = next(counter);
        for (int i = 0; i < article.paragraphs.size(); i++) {
            for (Span sentence : article.ranges.get(i)) {
                blackhole.consume(steps.countTokens(article.paragraphs.get(i), sentence));
            }
        }
    }

    @Benchmark
    public void names(Counter counter, Blackhole blackhole) {
        Article article = next(counter);
        finder.startDocument();
        for (Tokens sentence : article.tokens) {
            blackhole.consume(finder.find(sentence));
        }
    }

    @Benchmark
    public void forms(Counter counter, Blackhole blackhole) {
        for (Article.Name name : next(counter).names) {
            blackhole.consume(EntityName.of(name.type(), name.surface()));
        }
    }

    private Article next(Counter counter) {
        Article article = articles.get(next);
        next = (next + 1) % articles.size();
        counter.tokens += article.size;
        return article;
    }
}
