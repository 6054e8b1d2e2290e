package dev.mentions.generations.storage;

import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.Generation;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What a generation alone has in Kafka: its topics, changelogs and consumer groups. For one thread. */
public final class GenerationInKafka {

    private static final long POLL_MILLIS = 500;
    private static final long LIMIT_SECONDS = 60;

    private final Admin admin;
    private final Generation generation;
    private final String sink;

    /**
     * @param admin kept open by the caller
     * @param sink the sink's name
     */
    public GenerationInKafka(Admin admin, Generation generation, String sink) {
        this.admin = admin;
        this.generation = generation;
        this.sink = sink;
    }

    /** Returns the topics that are there. */
    public List<String> topics() throws InterruptedException, ExecutionException, TimeoutException {
        List<String> derived =
                new Topics(generation).derived().stream().map(TopicSpec::name).toList();
        return admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                .filter(topic -> derived.contains(topic)
                        || ConsumerGroups.isChangelog(topic, ConsumerGroups.extract(generation))
                        || ConsumerGroups.isChangelog(topic, ConsumerGroups.count(generation)))
                .sorted()
                .toList();
    }

    /** Returns how much room the topics take on the brokers, all copies together. */
    public long bytes() throws InterruptedException, ExecutionException, TimeoutException {
        List<String> topics = topics();
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

    /**
     * Waits until no process counts in this generation any more. One that was killed, or is a static member, is listed
     * until its session is over.
     *
     * @return the groups that still have members after that time; none when all have left
     */
    public List<String> awaitNobody(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        List<String> used = groupsInUse();
        while (!used.isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            used = groupsInUse();
        }
        return used;
    }

    /** Returns the groups that have members, of whatever protocol. */
    public List<String> groupsInUse() throws InterruptedException, ExecutionException, TimeoutException {
        return admin.listGroups().all().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                .filter(group -> groups().contains(group.groupId()))
                .filter(group -> group.groupState()
                        .filter(state -> state != GroupState.EMPTY && state != GroupState.DEAD)
                        .isPresent())
                .map(GroupListing::groupId)
                .sorted()
                .toList();
    }

    private List<String> groups() {
        return List.of(
                ConsumerGroups.extract(generation),
                ConsumerGroups.count(generation),
                ConsumerGroups.sink(sink, generation));
    }

    /** Deletes all of it. What is gone already is no error, so that one that was interrupted is done by doing it again. */
    public void delete() throws InterruptedException, ExecutionException, TimeoutException {
        ignoring(
                UnknownTopicOrPartitionException.class,
                admin.deleteTopics(topics()).topicNameValues().values());
        ignoring(
                GroupIdNotFoundException.class,
                admin.deleteConsumerGroups(groups()).deletedGroups().values());
    }

    /**
     * Deletes all of it, and takes the members of its groups out first. For a broker that no process can reach: members
     * are those of a run that was killed, and static ones that come back.
     */
    public void deleteWithMembers() throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (true) {
            for (String group : groupsInUse()) {
                ignoring(
                        GroupIdNotFoundException.class,
                        List.of(admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                                .all()));
            }
            try {
                delete();
                return;
            } catch (ExecutionException e) {
                // A coordinator that has just started does not list all of its groups yet.
                if (!(e.getCause() instanceof GroupNotEmptyException) || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static void ignoring(Class<? extends Exception> gone, Collection<KafkaFuture<Void>> deletions)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (KafkaFuture<Void> deletion : deletions) {
            try {
                deletion.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!gone.isInstance(e.getCause())) {
                    throw e;
                }
            }
        }
    }
}
