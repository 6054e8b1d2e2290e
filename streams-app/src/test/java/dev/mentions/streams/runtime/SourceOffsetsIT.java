package dev.mentions.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.Generation;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.Post;
import dev.mentions.contract.Topics;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a consumer finds, beside what its topic holds. */
class SourceOffsetsIT {

    private static final Topics TOPICS = new Topics(Generation.FIRST);
    private static final TopicPartition POSTS =
            new TopicPartition(TOPICS.posts().name(), 0);

    @TempDir
    Path directory;

    @Test
    void shouldTellALogThatHasTakenNewRecordsInPlaceOfLostOnes() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder(directory).start();
                KafkaFixture kafka = new KafkaFixture(broker.bootstrapServers(), 1);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            for (int id = 0; id < 9; id++) {
                kafka.send(new Post(Integer.toString(id), "P", null, null, null, "x"), Instant.now());
            }
            kafka.flush();

            List<LostRecords> lost = SourceOffsets.ofExtract(admin, TOPICS)
                    .lost(new LogTruncationException(Map.of(POSTS, 7L), Map.of(POSTS, new OffsetAndMetadata(4))));

            assertThat(lost).containsExactly(new LostRecords(POSTS, 4, 6, LostRecords.Kind.READ));
            admin.close(Duration.ZERO);
        }
    }
}
