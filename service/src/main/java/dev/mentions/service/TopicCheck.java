package dev.mentions.service;

import dev.mentions.contract.RequiredSetting;
import dev.mentions.contract.RequiredTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks at start that the topics which exist keep every record: one call for the topics, one for their settings. */
public final class TopicCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicCheck.class);

    private static final long POLL_MILLIS = 50;

    private final Admin admin;
    private final TopicsSection section;
    private final TopicRequirements requirements;

    /**
     * @param bootstrapServers for the commands in messages
     */
    public TopicCheck(Admin admin, String bootstrapServers, TopicsSection section) {
        this.admin = admin;
        this.section = section;
        this.requirements = new TopicRequirements(section, new KafkaCommands(bootstrapServers));
    }

    /**
     * Returns if the topics exist and keep every record. Logs a warning for each risk, and for what this client may not
     * read.
     *
     * @param ofBrokers what is needed of the brokers' settings; none to leave them unread
     * @throws TopicFaultException with everything that has to be fixed
     * @throws TimeoutException when it takes longer than {@code limit}
     * @throws ExecutionException when the cluster cannot be asked
     */
    public void check(Collection<RequiredTopic> topics, Collection<RequiredSetting> ofBrokers, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<TopicFinding> faults = new ArrayList<>();
        for (TopicFinding finding : findings(topics, ofBrokers, limit)) {
            if (finding.kind() == TopicFinding.Kind.RISK) {
                LOGGER.warn(finding.message());
            } else {
                faults.add(finding);
            }
        }
        if (!faults.isEmpty()) {
            throw new TopicFaultException(faults);
        }
    }

    /**
     * Returns everything that is wrong. A missing topic is waited for where services create topics: a broker learns of a
     * new one a little later.
     */
    public List<TopicFinding> findings(
            Collection<RequiredTopic> topics, Collection<RequiredSetting> ofBrokers, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        TopicDeadline deadline = TopicDeadline.in(limit);
        List<TopicFinding> findings = find(topics, ofBrokers, deadline);
        while (section.create() && findings.stream().anyMatch(TopicFinding::isMissing)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            findings = find(topics, ofBrokers, deadline);
        }
        return findings;
    }

    private List<TopicFinding> find(
            Collection<RequiredTopic> topics, Collection<RequiredSetting> ofBrokers, TopicDeadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, TopicState> states = new HashMap<>();
        List<ConfigResource> resources = new ArrayList<>();
        Optional<Node> broker = describe(topics, states, resources, deadline);
        broker.filter(any -> !ofBrokers.isEmpty())
                .ifPresent(any -> resources.add(new ConfigResource(ConfigResource.Type.BROKER, any.idString())));
        List<TopicFinding> findings = new ArrayList<>();
        for (Map.Entry<ConfigResource, KafkaFuture<Config>> described :
                admin.describeConfigs(resources).values().entrySet()) {
            if (described.getKey().type() == ConfigResource.Type.BROKER) {
                findings.addAll(brokerFindings(described.getValue(), ofBrokers, deadline));
            } else {
                addConfig(states, described.getKey().name(), described.getValue(), deadline);
            }
        }
        findings.addAll(0, requirements.findings(topics, states));
        return findings;
    }

    /** Adds the state of each topic that exists, without its settings, and whose settings can be asked for. */
    private Optional<Node> describe(
            Collection<RequiredTopic> topics,
            Map<String, TopicState> states,
            List<ConfigResource> resources,
            TopicDeadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        Optional<Node> broker = Optional.empty();
        List<String> names = topics.stream().map(RequiredTopic::name).toList();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> described :
                admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                TopicDescription topic = described.getValue().get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
                states.put(topic.name(), state(topic));
                resources.add(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
                broker = broker.or(() -> leader(topic));
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException) {
                    states.put(described.getKey(), TopicState.undescribed());
                } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return broker;
    }

    private static Optional<Node> leader(TopicDescription topic) {
        return topic.partitions().stream()
                .flatMap(partition -> Optional.ofNullable(partition.leader()).stream())
                .findFirst();
    }

    private static TopicState state(TopicDescription topic) {
        return new TopicState(
                topic.partitions().size(),
                topic.partitions().stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .min()
                        .orElse(0),
                topic.partitions().stream()
                        .flatMap(partition -> partition.replicas().stream())
                        .map(Node::id)
                        .collect(Collectors.toSet()),
                Optional.empty());
    }

    private static void addConfig(
            Map<String, TopicState> states, String topic, KafkaFuture<Config> described, TopicDeadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            Map<String, String> config = byKey(described.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS));
            states.computeIfPresent(topic, (name, state) -> state.withConfig(config));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                states.remove(topic);
            } else if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
        }
    }

    /** A broker that does not tell, for whatever reason, is no reason not to start. */
    private static List<TopicFinding> brokerFindings(
            KafkaFuture<Config> described, Collection<RequiredSetting> ofBrokers, TopicDeadline deadline)
            throws InterruptedException, TimeoutException {
        try {
            return TopicRequirements.brokerFindings(
                    ofBrokers, byKey(described.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS)));
        } catch (ExecutionException e) {
            LOGGER.atDebug().setCause(e).log("Cannot read the settings of a broker");
            return List.of(TopicRequirements.unreadableBroker(ofBrokers));
        }
    }

    /** The values of secret settings are null; none of those is asked for. */
    private static Map<String, String> byKey(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
