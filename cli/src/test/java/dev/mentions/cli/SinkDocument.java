package dev.mentions.cli;

import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.EntityKind;
import dev.mentions.embedded.firestore.FirestoreServer;
import dev.mentions.service.Settings;
import dev.mentions.sink.config.SinkConfig;
import dev.mentions.sink.plan.CommitPlan;
import dev.mentions.sink.plan.CountChange;
import dev.mentions.sink.plan.DeadLetter;
import dev.mentions.sink.plan.Fence;
import dev.mentions.sink.plan.Window;
import dev.mentions.sink.store.FirestoreCountStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The documents that the sink writes, for tests of what is said about them. */
final class SinkDocument {

    static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    static final Instant END = Instant.parse("2026-11-21T00:00:00Z");
    static final String PUBLICATION = "le monde";

    private SinkDocument() {}

    /** Writes one document of each sort, as the sink does. */
    static void writeOneOfEach(FirestoreServer server) throws Exception {
        SinkConfig config = SinkConfig.from(new Settings(
                Map.of("firestore.project", PipelineAddress.LOCAL_PROJECT, "firestore.emulator-host", server.host()),
                Map.of()));
        EntityKey articles = EntityKey.articles(PUBLICATION);
        EntityKey ada = new EntityKey(PUBLICATION, EntityKind.PERSON, "ada lovelace");
        Window window = new Window(START, END);
        CommitPlan plan = new CommitPlan(
                0,
                10,
                5,
                List.of(
                        new CountChange(articles, null, "Le Monde", 3),
                        new CountChange(articles, window, "Le Monde", 2),
                        new CountChange(ada, null, "Ada Lovelace", 7),
                        new CountChange(ada, window, "Ada Lovelace", 5)),
                List.of(new DeadLetter(9, "no record of ours")),
                END);
        try (FirestoreCountStore store = FirestoreCountStore.connect(config)) {
            Instant created = store.create(0, new Fence(0, "owner", 1, "topic"))
                    .toCompletableFuture()
                    .get();
            store.commit(0, plan, created).toCompletableFuture().get();
        }
    }
}
