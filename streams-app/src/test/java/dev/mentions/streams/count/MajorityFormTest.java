package dev.mentions.streams.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MajorityFormTest {

    @Test
    void shouldNotLetOnePostRenameAName() {
        assertThat(vote("CNN", "cnn").form()).isEqualTo("CNN");
        assertThat(vote("CNN", "CNN", "cnn", "cnn").form()).isEqualTo("CNN");
    }

    @Test
    void shouldFollowTheFormThatComesMoreOften() {
        assertThat(vote("cnn", "CNN", "CNN").form()).isEqualTo("CNN");
    }

    /** The bound on the lead plays no part: there are no more votes than it. */
    @Property
    void shouldDisplayTheFormOfMostPostsInWhateverOrderTheyCome(
            @ForAll @IntRange(min = 1, max = MajorityForm.MAX_LEAD / 2 - 1) int others, @ForAll Random random) {
        List<String> votes = new ArrayList<>(Collections.nCopies(others + 1, "CNN"));
        for (int i = 0; i < others; i++) {
            votes.add(i % 2 == 0 ? "cnn" : "Cnn");
        }
        Collections.shuffle(votes, random);

        assertThat(vote(votes.toArray(String[]::new)).form()).isEqualTo("CNN");
    }

    @Test
    void shouldFollowAChangeOfSpellingHoweverManyPostsCameBefore() {
        MajorityForm name = MajorityForm.first("The Post");
        for (int i = 0; i < 1_000; i++) {
            name = name.plus("The Post");
        }
        assertThat(name.plus("The Post")).isSameAs(name);

        for (int i = 0; i < MajorityForm.MAX_LEAD; i++) {
            name = name.plus("The POST");
        }
        assertThat(name.form()).isEqualTo("The Post");
        assertThat(name.plus("The POST").form()).isEqualTo("The POST");
    }

    @Test
    void shouldRefuseALeadThatNoVoteGives() {
        assertThatThrownBy(() -> new MajorityForm("CNN", 33))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lead is 33, expected 0 to 32");
    }

    private static MajorityForm vote(String... votes) {
        MajorityForm name = MajorityForm.first(votes[0]);
        for (int i = 1; i < votes.length; i++) {
            name = name.plus(votes[i]);
        }
        return name;
    }
}
