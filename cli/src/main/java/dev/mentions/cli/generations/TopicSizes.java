package dev.mentions.cli.generations;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.Node;

/** How much room topics take on the brokers, all copies together. */
public final class TopicSizes {

    private static final long LIMIT_SECONDS = 30;

    private TopicSizes() {}

    /** Returns the bytes of all partitions of these topics. */
    public static long bytes(Admin admin, Collection<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Integer> brokers = admin.describeCluster().nodes().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                .map(Node::id)
                .toList();
        long bytes = 0;
        for (Map<String, LogDirDescription> directories : admin.describeLogDirs(brokers)
                .allDescriptions()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                .values()) {
            for (LogDirDescription directory : directories.values()) {
                bytes += directory.replicaInfos().entrySet().stream()
                        .filter(replica -> topics.contains(replica.getKey().topic()))
                        .mapToLong(replica -> replica.getValue().size())
                        .sum();
            }
        }
        return bytes;
    }
}
