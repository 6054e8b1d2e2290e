package dev.mentions.systemtests.mutation;

import dev.mentions.sink.plan.Fence;
import dev.mentions.sink.plan.StoredFence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Has a claimed fence say what the consumer group has committed, where it has committed anything. Public, because code
 * in the product calls it.
 */
public final class GroupOffset {

    private static final Map<Integer, Long> COMMITTED = new ConcurrentHashMap<>();

    private GroupOffset() {}

    /** Asks for the offset when a claim looks at the log. */
    static final class LookUp {

        private LookUp() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.FieldValue("admin") Admin admin,
                @Advice.FieldValue("groupId") String groupId,
                @Advice.FieldValue("topic") String topic,
                @Advice.Argument(0) int partition)
                throws ExecutionException, InterruptedException {
            ask(admin, groupId, new TopicPartition(topic, partition));
        }
    }

    /** Goes on from it when the claim has come through. */
    static final class GoOn {

        private GoOn() {}

        @Advice.OnMethodEnter
        @SuppressWarnings("UnusedVariable") // the assignment is what the method takes
        static void enter(
                @Advice.FieldValue("partition") int partition,
                @Advice.Argument(value = 0, readOnly = false) StoredFence fence) {
            fence = replaced(partition, fence);
        }
    }

    /** Remembers what the group has committed. For code in the product. */
    public static void ask(Admin admin, String groupId, TopicPartition where)
            throws ExecutionException, InterruptedException {
        OffsetAndMetadata offset = admin.listConsumerGroupOffsets(
                        Map.of(groupId, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(where))))
                .partitionsToOffsetAndMetadata(groupId)
                .get()
                .get(where);
        if (offset != null) {
            COMMITTED.put(where.partition(), offset.offset());
        }
    }

    /** Returns the fence with the offset that was remembered. For code in the product. */
    public static StoredFence replaced(int partition, StoredFence stored) {
        Fence fence = stored.fence();
        long next = COMMITTED.getOrDefault(partition, fence.next());
        return new StoredFence(new Fence(next, fence.owner(), fence.epoch(), fence.topicId()), stored.updateTime());
    }
}
