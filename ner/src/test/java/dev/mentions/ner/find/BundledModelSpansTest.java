package dev.mentions.ner.find;

import static dev.mentions.ner.find.StockEqualityTest.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.mentions.ner.extract.ExtractionSteps;
import dev.mentions.ner.extract.NerModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import opennlp.tools.namefind.NameFinderME;
import opennlp.tools.util.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With the bundled model, the spans are those of {@code NameFinderME} on the same tokens. */
class BundledModelSpansTest {

    private static final Path HERE = Path.of("").toAbsolutePath();

    private static final String NEWS = "shared/corpora/news/gmb_pd_pseudo.jsonl";

    private static final Pattern CONTENT = Pattern.compile("\"content\": \"((?:[^\"\\\\]|\\\\.)*+)\"");

    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.))");

    /** Every so many articles, one is compared. */
    private static final int STEP = 25;

    private static final List<String> PIECES = List.of(
            "Angela Merkel",
            "Barack Obama",
            "the Bank of England",
            "said on Monday that",
            "Jordan",
            "in New York",
            "U.S. President",
            "Dr. Hall",
            "will meet",
            "the European Union",
            "Microsoft Corp.",
            "and",
            "of",
            "\u201CBerlin\u201D",
            "London\u2019s mayor",
            "the Washington Post",
            "1,000 people",
            "SYRIA",
            "Xyzzy Qwghlm",
            "\u6771\u4EAC",
            "\uD83D\uDE00",
            ",",
            "(AP)",
            "--");

    private final NerModel model = NerModel.bundled();
    private final ExtractionSteps steps = model.newSteps();

    @Test
    void shouldEqualOnASampleOfNews() throws IOException {
        Path news = Stream.iterate(HERE, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(NEWS))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(() -> abort("SKIPPED: no " + NEWS + " in any folder above " + HERE
                        + ", so spans were not compared on news"));
        List<String> lines = Files.readAllLines(news);

        assertEqual(IntStream.range(0, lines.size())
                .filter(line -> line % STEP == 0)
                .mapToObj(line -> content(lines.get(line)))
                .toList());
    }

    @Test
    void shouldEqualOnMadeUpTexts() throws IOException {
        assertEqual(texts(150));
    }

    @Test
    @Timeout(120)
    void shouldFindTheSameInAnyOrderOnAnyThread() throws Exception {
        List<List<Tokens>> documents = texts(60).stream().map(steps::tokens).toList();
        List<List<Span>> expected = documents.stream()
                .map(document -> find(model.newNameFinder(), document))
                .toList();
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> runs = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                List<Integer> order =
                        new ArrayList<>(IntStream.range(0, 60).boxed().toList());
                Collections.shuffle(order, new Random(thread));
                NameFinder finder = model.newNameFinder();
                runs.add(() -> {
                    for (int document : order) {
                        assertThat(find(finder, documents.get(document))).isEqualTo(expected.get(document));
                    }
                    return null;
                });
            }
            for (Future<Void> run : executor.invokeAll(runs)) {
                run.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static List<Span> find(NameFinder finder, List<Tokens> document) {
        finder.startDocument();
        List<Span> found = new ArrayList<>();
        document.forEach(sentence -> found.addAll(names(finder.find(sentence))));
        return found;
    }

    private void assertEqual(List<String> texts) throws IOException {
        NameFinder finder = model.newNameFinder();
        NameFinderME stock = new NameFinderME(model.names());
        int spans = 0;
        for (String text : texts) {
            finder.startDocument();
            stock.clearAdaptiveData();
            for (Tokens sentence : steps.tokens(text)) {
                List<Span> expected = names(stock.find(sentence.words()));
                spans += expected.size();
                assertThat(names(finder.find(sentence))).isEqualTo(expected);
            }
        }
        assertThat(spans).isGreaterThan(texts.size());
    }

    private static List<String> texts(int count) {
        Random random = new Random(1);
        return Stream.generate(() -> {
                    StringBuilder text = new StringBuilder();
                    for (int piece = 0; piece < 60; piece++) {
                        text.append(PIECES.get(random.nextInt(PIECES.size())))
                                .append(random.nextInt(9) == 0 ? ". " : " ");
                    }
                    return text.toString();
                })
                .limit(count)
                .toList();
    }

    private static String content(String line) {
        Matcher content = CONTENT.matcher(line);
        assertThat(content.find()).isTrue();
        return ESCAPED.matcher(content.group(1)).replaceAll(escaped -> {
            String plain = escaped.group(1) != null
                    ? String.valueOf((char) Integer.parseInt(escaped.group(1), 16))
                    : escaped.group(2).equals("n") ? "\n" : escaped.group(2);
            return Matcher.quoteReplacement(plain);
        });
    }
}
