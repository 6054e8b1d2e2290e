package dev.mentions.sink.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BatchPlannerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-17T00:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-11-18T00:00:00Z");
    private static final EntityKey ADA = new EntityKey("le monde", EntityKind.PERSON, "ada lovelace");

    private final BatchPlanner planner = new BatchPlanner(10);

    @Test
    void shouldFoldDeltasOfAKeyIntoOneChangeADocument() {
        planner.add(10, CountKey.of(ADA, MONDAY), update(2, "ADA LOVELACE", MONDAY));
        planner.add(11, CountKey.of(ADA, MONDAY), update(3, "Ada Lovelace", MONDAY));
        planner.add(12, CountKey.of(ADA, TUESDAY), update(5, "Ada", TUESDAY));

        CommitPlan plan = planner.plan(NOW);

        assertThat(plan.changes())
                .containsExactlyInAnyOrder(
                        new CountChange(ADA, null, "Ada", 10),
                        new CountChange(ADA, new Window(MONDAY, TUESDAY), "Ada Lovelace", 5),
                        new CountChange(ADA, new Window(TUESDAY, WEDNESDAY), "Ada", 5));
        assertThat(plan.records()).isEqualTo(3);
        assertThat(plan.writes()).isEqualTo(4);
    }

    @Test
    void shouldNotWriteWhatDidNotChange() {
        planner.add(10, CountKey.of(ADA, MONDAY), update(2, "Ada", MONDAY));
        planner.add(11, CountKey.of(ADA, MONDAY), update(-2, "Ada", MONDAY));

        CommitPlan plan = planner.plan(NOW);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.start()).isEqualTo(10);
        assertThat(plan.end()).isEqualTo(12);
    }

    @Test
    void shouldWriteTheWindowsThatChangedWhenTheTotalDidNot() {
        planner.add(10, CountKey.of(ADA, MONDAY), update(-1, "Ada", MONDAY));
        planner.add(11, CountKey.of(ADA, TUESDAY), update(1, "Ada", TUESDAY));

        assertThat(planner.plan(NOW).changes())
                .containsExactlyInAnyOrder(
                        new CountChange(ADA, new Window(MONDAY, TUESDAY), "Ada", -1),
                        new CountChange(ADA, new Window(TUESDAY, WEDNESDAY), "Ada", 1));
    }

    /** C23. */
    @Test
    void shouldStepOverHoles() {
        planner.add(12, CountKey.of(ADA, MONDAY), update(1, "Ada", MONDAY));
        planner.add(17, CountKey.of(ADA, MONDAY), update(1, "Ada", MONDAY));
        planner.advance(19);

        CommitPlan plan = planner.plan(NOW);

        assertThat(plan.start()).isEqualTo(10);
        assertThat(plan.end()).isEqualTo(19);
        assertThat(plan.records()).isEqualTo(2);
    }

    /** C23. */
    @Test
    void shouldPlanACommitOfTheFenceAloneForAHole() {
        assertThat(planner.isEmpty()).isTrue();
        planner.advance(11);

        assertThat(planner.isEmpty()).isFalse();
        assertThat(planner.plan(NOW).writes()).isEqualTo(1);
    }

    @Test
    void shouldKeepDeadLetters() {
        planner.add(10, CountKey.of(ADA, MONDAY), update(1, "Ada", MONDAY));
        planner.skip(new DeadLetter(11, "no key"));

        CommitPlan plan = planner.plan(NOW);

        assertThat(plan.deadLetters()).containsExactly(new DeadLetter(11, "no key"));
        assertThat(plan.end()).isEqualTo(12);
        assertThat(plan.records()).isEqualTo(2);
        assertThat(plan.writes()).isEqualTo(4);
    }

    @Test
    void shouldRefuseARecordThatItHas() {
        planner.add(10, CountKey.of(ADA, MONDAY), update(1, "Ada", MONDAY));

        assertThatThrownBy(() -> planner.add(10, CountKey.of(ADA, MONDAY), update(1, "Ada", MONDAY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("offset 10");
    }

    @Test
    void shouldRefuseToPlanNothing() {
        assertThatThrownBy(() -> planner.plan(NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    private static CountUpdate update(long delta, String name, Instant windowStart) {
        return new CountUpdate(delta, null, name, windowStart.plus(Duration.ofDays(1)));
    }
}
