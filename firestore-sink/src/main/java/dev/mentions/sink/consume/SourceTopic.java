package dev.mentions.sink.consume;

import dev.mentions.sink.plan.SourceLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka about the counts topic, without waiting for the answers. Safe for use by several threads. */
final class SourceTopic implements SourceLogs {

    private final Admin admin;
    private final String topic;
    private final String groupId;

    SourceTopic(Admin admin, String topic, String groupId) {
        this.admin = admin;
        this.topic = topic;
        this.groupId = groupId;
    }

    /** Asks for Kafka's id of the topic; fails when there is no such topic or Kafka cannot be reached. */
    CompletionStage<String> id() {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .toCompletionStage()
                .thenApply(topics -> topics.get(topic).topicId().toString());
    }

    /** The topic and the group are asked before the fence is read, so that a fence that is missing then is missing. */
    @Override
    public CompletionStage<SourceLog> find(int partition) {
        TopicPartition where = new TopicPartition(topic, partition);
        CompletionStage<Long> beginning = offset(where, OffsetSpec.earliest());
        CompletionStage<Long> end = offset(where, OffsetSpec.latest());
        CompletionStage<Boolean> committed = admin.listConsumerGroupOffsets(
                        Map.of(groupId, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(where))))
                .partitionsToOffsetAndMetadata(groupId)
                .toCompletionStage()
                .thenApply(offsets -> offsets.get(where) != null);
        return id().thenCompose(id -> beginning.thenCompose(first ->
                end.thenCombine(committed, (last, isCommitted) -> new SourceLog(id, first, last, isCommitted))));
    }

    private CompletionStage<Long> offset(TopicPartition where, OffsetSpec spec) {
        return admin.listOffsets(Map.of(where, spec), new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .partitionResult(where)
                .toCompletionStage()
                .thenApply(info -> info.offset());
    }
}
