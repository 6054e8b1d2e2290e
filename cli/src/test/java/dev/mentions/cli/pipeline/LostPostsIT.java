package dev.mentions.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.archive.Row;
import dev.mentions.cli.losses.Losses;
import dev.mentions.cli.upload.UploadReport;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.Topics;
import dev.mentions.generations.counts.CountLine;
import dev.mentions.generations.progress.PipelineLag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts are deleted from their topic before they are counted: every post is counted or said to be lost. */
class LostPostsIT {

    private static final Topics TOPICS = new Topics(Generation.FIRST);

    @TempDir
    private Path directory;

    @Test
    void shouldCountEveryPostOrSayThatItIsLost() throws Exception {
        int accepted = 0;
        Map<String, List<LostRecords>> lost;
        try (LocalPipeline pipeline = start()) {
            accepted += upload(pipeline, "before", 5, "Ada Lovelace is here.");
            new PipelineUse(pipeline.address()).drain(Generation.FIRST);
            accepted += upload(pipeline, "large", 40, "Ada Lovelace is here. ".repeat(30_000));
            deletePosts(pipeline);
            accepted += upload(pipeline, "after", 5, "Ada Lovelace is here.");

            await().atMost(PipelineUse.LIMIT)
                    .until(() -> pipeline.health().details().containsKey("StreamsService.mentions-extract.stopped"));
            // Its other thread commits what it has read as it stops.
            await().atMost(PipelineUse.LIMIT)
                    .until(() -> "ERROR".equals(pipeline.health().details().get("StreamsService.mentions-extract")));

            assertThat(pipeline.health().ready()).isFalse();
            assertThat(pipeline.failure().toCompletableFuture()).isNotDone();
            try (Firestore firestore = pipeline.address().firestore().connect();
                    Admin admin = Admin.create(Map.copyOf(pipeline.address().kafka()));
                    PipelineLag lag = pipeline.address().lag(firestore, PipelineAddress.SINK, Generation.FIRST)) {
                Losses losses = new Losses(pipeline.address().kafka(), admin, firestore, TOPICS);
                long missing = lag.stages().get(0).missing();
                assertThat(missing).isPositive();
                assertThat(losses.accepted()).isEmpty();
                assertThat(offsets(losses.found())).isEqualTo(missing);
                PipelineUse use = new PipelineUse(pipeline.address());
                assertThat(use.mentions("losses"))
                        .contains("lost      mentions-extract     offsets ", " were deleted before they were read (")
                        .endsWith("Restore the topic, or run 'mentions losses accept --generation 1' to go on without"
                                + " these records.\n");
                assertThat(use.mentions("status"))
                        .startsWith("5 posts stored, accepted from ")
                        .contains("extract has stopped or will stop: " + missing
                                + " offsets of mentions.posts.v1 are gone that it has to read; see 'mentions losses'");

                assertThat(use.mentions("losses", "accept"))
                        .contains("accepted  mentions-extract     offsets ")
                        .endsWith("Start the streams apps again: they go on behind these records.\n");

                lost = losses.accepted();
                assertThat(offsets(lost)).isEqualTo(missing);
                assertThat(losses.found()).isEmpty();
                assertThat(use.mentions("losses"))
                        .contains("accepted  mentions-extract     offsets ")
                        .endsWith("generation 1: every record that is still to be read is there\n");
                assertThat(use.mentions("status"))
                        .contains(missing + " offsets were lost, and the loss was accepted: 'mentions losses' lists");
            }
        }
        assertThat(lost).containsOnlyKeys("mentions-extract");
        try (LocalPipeline pipeline = start()) {
            new PipelineUse(pipeline.address()).drain(Generation.FIRST);
            List<CountLine> totals = new PipelineUse(pipeline.address()).totals(Generation.FIRST);
            assertThat(totals).contains(new CountLine("p", EntityKind.ARTICLE, "", null, accepted - offsets(lost)));
            assertThat(pipeline.health().ready()).isTrue();
        }
    }

    private static long offsets(Map<String, List<LostRecords>> lost) {
        return lost.values().stream()
                .flatMap(List::stream)
                .mapToLong(LostRecords::offsets)
                .sum();
    }

    private static int upload(LocalPipeline pipeline, String prefix, int posts, String content) throws Exception {
        List<Row.Json> rows = new ArrayList<>();
        for (int i = 0; i < posts; i++) {
            rows.add(PipelineUse.row(prefix + i, "P", content));
        }
        assertThat(new PipelineUse(pipeline.address()).upload(rows)).isEqualTo(new UploadReport(posts, 0));
        return posts;
    }

    private static void deletePosts(LocalPipeline pipeline) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", pipeline.address().bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(List.of(TOPICS.posts().name()))
                    .allTopicNames()
                    .get()
                    .values()
                    .forEach(topic -> topic.partitions()
                            .forEach(partition -> latest.put(
                                    new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            admin.listOffsets(latest)
                    .all()
                    .get()
                    .forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end.offset())));
            admin.deleteRecords(all).all().get();
        }
    }

    private LocalPipeline start() throws Exception {
        return LocalPipeline.start(LocalSettings.unobserved(directory, PipelineUse.THREADS), new SimpleMeterRegistry());
    }
}
