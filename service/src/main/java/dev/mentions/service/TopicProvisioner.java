package dev.mentions.service;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing and waits until they can be used. One that exists is left as it is;
 * {@link TopicCheck} says whether it will do.
 */
public final class TopicProvisioner {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicProvisioner.class);

    private static final long POLL_MILLIS = 50;

    private final Admin admin;

    public TopicProvisioner(Admin admin) {
        this.admin = admin;
    }

    /**
     * Returns once every topic exists and every partition has a leader. Several processes may do this at once.
     *
     * @throws TimeoutException when that takes longer than {@code limit}
     * @throws ExecutionException when the cluster refuses, for example for want of rights
     */
    public void ensure(Collection<NewTopic> topics, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        TopicDeadline deadline = TopicDeadline.in(limit);
        Set<String> existing = admin.listTopics().names().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        List<NewTopic> missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        for (var created : admin.createTopics(missing).values().entrySet()) {
            try {
                created.getValue().get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
                LOGGER.atInfo().addKeyValue("topicName", created.getKey()).log("Created topic");
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        List<String> names = topics.stream().map(NewTopic::name).toList();
        while (!allHaveLeaders(names, deadline)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private boolean allHaveLeaders(List<String> names, TopicDeadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(names).allTopicNames().get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
            return topics.values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }
}
