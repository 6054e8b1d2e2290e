package dev.mentions.ner.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.ner.corpus.LabelledSentence;
import dev.mentions.ner.corpus.NameSpan;
import dev.mentions.ner.extract.EntityType;
import dev.mentions.ner.extract.NerModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class SilverCheckTest {

    private static final LabelledSentence RIGHT = new LabelledSentence(
            List.of("Angela", "Merkel", "flew", "to", "Berlin", "."),
            List.of(new NameSpan(0, 2, EntityType.PERSON), new NameSpan(4, 5, EntityType.LOCATION)),
            true);

    private static final LabelledSentence WRONG =
            new LabelledSentence(RIGHT.tokens(), List.of(new NameSpan(0, 2, EntityType.PERSON)), true);

    @Test
    void shouldConfirmWhatTheModelFindsToo() {
        boolean[] confirmed = new SilverCheck(2).confirmed(List.of(RIGHT, WRONG, RIGHT), taken -> NerModel.bundled());

        assertThat(confirmed).containsExactly(true, false, true);
    }

    @Test
    void shouldCheckEachSentenceByTheModelThatHasNotSeenIt() {
        List<LabelledSentence> sentences = Collections.nCopies(250, RIGHT);
        NerModel findsNothing = nothing();
        List<IntPredicate> trainings = new ArrayList<>();

        boolean[] confirmed = new SilverCheck(2).confirmed(sentences, taken -> {
            trainings.add(taken);
            return taken.test(0) ? findsNothing : NerModel.bundled();
        });

        assertThat(trainings).hasSize(2);
        for (int index = 0; index < sentences.size(); index++) {
            int sentence = index;
            assertThat(trainings.stream().filter(taken -> taken.test(sentence)))
                    .as("trainings on sentence %s", sentence)
                    .hasSize(1);
            assertThat(confirmed[sentence])
                    .as("sentence %s, which only the model without the first sentence confirms", sentence)
                    .isEqualTo(!trainings.stream()
                            .filter(taken -> !taken.test(sentence))
                            .findFirst()
                            .orElseThrow()
                            .test(0));
        }
        assertThat(confirmed[0]).isTrue();
        assertThat(confirmed).contains(false);
    }

    private static NerModel nothing() {
        LabelledSentence other = new LabelledSentence(
                List.of("it", "rained", "on", "Ada"), List.of(new NameSpan(3, 4, EntityType.PERSON)), true);
        LabelledSentence without = new LabelledSentence(RIGHT.tokens(), List.of(), true);
        return new NameFinderTrainer(NameFinderTrainerTest.recipe(5), TrainingListener.NONE)
                .train(List.of(other, without), List.of());
    }
}
