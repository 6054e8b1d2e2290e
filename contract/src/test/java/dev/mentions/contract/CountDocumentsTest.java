package dev.mentions.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CountDocumentsTest {

    /** Expected with: printf 'the times' | sha256sum | cut -c1-32, and printf 'PERSON\nada lovelace' likewise. */
    @Test
    void shouldKeepIdsForEver() {
        assertThat(CountDocuments.publicationId("the times")).isEqualTo("cbd007cd0e36a1f27d2337e13fe8bebc");
        assertThat(CountDocuments.entityId(EntityKind.PERSON, "ada lovelace"))
                .isEqualTo("f70189564483ff951a11ea72ded48274");
        assertThat(CountDocuments.windowId(Instant.parse("2026-11-20T00:00:00Z")))
                .isEqualTo("2026-11-20T00:00:00Z");
    }

    @Property
    void shouldGiveAnyNameAnIdThatFirestoreTakes(@ForAll String name) {
        assertThat(CountDocuments.publicationId(name)).matches("[0-9a-f]{32}");
        assertThat(CountDocuments.entityId(EntityKind.MISC, name)).matches("[0-9a-f]{32}");
    }

    @Test
    void shouldTellGenerationsApart() {
        assertThat(CountDocuments.root(Generation.FIRST)).isEqualTo("publications");
        assertThat(CountDocuments.root(new Generation(2))).isEqualTo("publications-g2");
        assertThat(new Topics(new Generation(2)).counts().name()).isEqualTo("mentions.counts.v1.g2");
        assertThat(new Topics(new Generation(2)).posts().name()).isEqualTo("mentions.posts.v1");
    }
}
