package dev.mentions.ner.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EntityExtractorTest {

    private static final String MEETING =
            "Angela Merkel met Barack Obama in Berlin on Monday. Later Obama flew from Berlin to France, "
                    + "where the European Union meets. \u201CBerlin was good,\u201D said Angela  Merkel\u2019s aide.";

    private static final List<String> TEXTS = List.of(
            MEETING,
            "London has rain. The Bank of England says so, and so does Microsoft in Paris.",
            "Merkel and Obama.\n\nBerlin, Germany\n\nJohn Smith works for the United Nations in New York.",
            // The same word is read differently after the one text than alone, if anything of that text is kept.
            "Jordan was calm.",
            "Jordan Smith, the actress, said she was married.",
            "",
            "no names here at all, only words");

    private final EntityExtractor extractor = NerModel.bundled().newExtractor();

    @Test
    void shouldGroupNamesByTypeAndKeyInOrderOfFirstMention() {
        List<Entity> entities = extractor.extract(MEETING);

        assertThat(entities)
                .containsSubsequence(
                        new Entity(EntityType.PERSON, "angela merkel", "Angela Merkel", 2),
                        new Entity(EntityType.LOCATION, "berlin", "Berlin", 3));
        assertThat(entities).extracting(Entity::type, Entity::key).doesNotHaveDuplicates();
    }

    @Test
    void shouldMergeShortFormsUnlessToldNotTo() {
        List<Entity> apart = NerModel.bundled().newExtractor(Merging.NONE).extract(MEETING);

        assertThat(apart).extracting(Entity::key).contains("barack obama", "obama");
        assertThat(extractor.extract(MEETING))
                .contains(new Entity(EntityType.PERSON, "barack obama", "Barack Obama", 2))
                .extracting(Entity::key)
                .doesNotContain("obama");
    }

    @Test
    void shouldKeepNothingFromTextToText() {
        List<List<Entity>> fresh = TEXTS.stream()
                .map(text -> NerModel.bundled().newExtractor().extract(text))
                .toList();

        for (int round = 0; round < 3; round++) {
            for (int i = TEXTS.size() - 1; i >= 0; i--) {
                assertThat(extractor.extract(TEXTS.get(i))).isEqualTo(fresh.get(i));
            }
        }
    }

    @Test
    @Timeout(120)
    void shouldFindTheSameUnderConcurrentUseOfOneModel() throws Exception {
        List<List<Entity>> expected = TEXTS.stream().map(extractor::extract).toList();
        int threads = 4;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<List<Entity>>>> runs = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                EntityExtractor own = NerModel.bundled().newExtractor();
                runs.add(executor.submit(() -> {
                    List<List<Entity>> last = List.of();
                    for (int round = 0; round < 50; round++) {
                        last = TEXTS.stream().map(own::extract).toList();
                        assertThat(last).isEqualTo(expected);
                    }
                    return last;
                }));
            }
            for (Future<List<List<Entity>>> run : runs) {
                assertThat(run.get(100, TimeUnit.SECONDS)).isEqualTo(expected);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Property(tries = 300)
    void shouldTakeAnyText(@ForAll String any, @ForAll char[] broken) {
        String text = "Ada " + any + " in Rome. " + new String(broken) + " Ada";

        assertThat(extractor.extract(text)).isEqualTo(extractor.extract(text));
    }

    @Property(tries = 300)
    void shouldGiveCountableEntitiesFromMessyText(@ForAll("messy") String text) {
        List<Entity> entities = extractor.extract(text);

        assertThat(entities).isEqualTo(extractor.extract(text)).allSatisfy(entity -> {
            assertThat(entity.key()).isNotBlank().doesNotContain("\n", "://", "@");
            assertThat(entity.displayName()).isNotBlank();
            assertThat(EntityName.of(entity.type(), entity.displayName()))
                    .map(EntityName::key)
                    .contains(entity.key());
        });
        assertThat(entities).extracting(Entity::type, Entity::key).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<String> messy() {
        return Arbitraries.of(
                        "Ada Lovelace",
                        "Lovelace",
                        "MR. HALL",
                        "Hall Inc.",
                        "U.S.",
                        "US",
                        "<p>",
                        "</b>",
                        "<a href='x'>",
                        "<!--",
                        "&amp;",
                        "&#8217;s",
                        "&",
                        "@ada",
                        "#Rome",
                        "https://example.org/Ada",
                        "ada@example.org",
                        "](",
                        "[",
                        "**",
                        "LONDON (Reuters) - ",
                        "PARIS \u2014 ",
                        "By ",
                        "ADA MET BOB IN ROME",
                        "Ada Met Bob In Rome",
                        "\n",
                        "-\n",
                        ". ",
                        "\u00AD",
                        "\u2019s",
                        "the",
                        "said",
                        "\uD83D",
                        "\u05E9\u05DC\u05D5\u05DD")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join(parts.size() % 2 == 0 ? " " : "", parts));
    }
}
