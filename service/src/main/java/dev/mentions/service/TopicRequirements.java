package dev.mentions.service;

import static dev.mentions.service.TopicFinding.Kind.FAULT;
import static dev.mentions.service.TopicFinding.Kind.MISSING;
import static dev.mentions.service.TopicFinding.Kind.RISK;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG;

import dev.mentions.contract.RequiredSetting;
import dev.mentions.contract.RequiredSetting.Comparison;
import dev.mentions.contract.RequiredSetting.Severity;
import dev.mentions.contract.RequiredTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides from what Kafka says of topics what is wrong with them. Asks nobody. */
final class TopicRequirements {

    private static final int SAFE_REPLICAS = 3;

    private final TopicsSection section;
    private final KafkaCommands commands;

    TopicRequirements(TopicsSection section, KafkaCommands commands) {
        this.section = section;
        this.commands = commands;
    }

    /**
     * Returns everything that is wrong, in the order of the topics.
     *
     * @param states by topic; one that is missing has none
     */
    List<TopicFinding> findings(Collection<RequiredTopic> topics, Map<String, TopicState> states) {
        long brokers = states.values().stream()
                .flatMap(state -> state.brokers().stream())
                .distinct()
                .count();
        List<TopicFinding> findings = new ArrayList<>();
        for (RequiredTopic topic : topics) {
            TopicState state = states.get(topic.name());
            if (state == null) {
                addMissing(findings, topic);
                continue;
            }
            addPartitions(findings, topic, state, states);
            addCopies(findings, topic, state, brokers);
            state.config()
                    .ifPresentOrElse(
                            config -> addSettings(findings, topic, state, config),
                            () -> findings.add(unreadable(topic.name())));
        }
        return findings;
    }

    /**
     * Returns what is wrong with a broker's settings.
     *
     * @param config effective settings by key
     */
    static List<TopicFinding> brokerFindings(Collection<RequiredSetting> required, Map<String, String> config) {
        List<TopicFinding> findings = new ArrayList<>();
        for (RequiredSetting setting : required) {
            String actual = config.get(setting.key());
            if (actual != null && !setting.isMetBy(actual)) {
                findings.add(new TopicFinding(
                        RISK,
                        "The broker has " + setting.key() + "=" + actual + ", so "
                                + SettingWords.fill(setting, actual) + ". Mentions needs " + needed(setting)
                                + ". Set it in server.properties of each broker and restart the brokers one by one."));
            }
        }
        return findings;
    }

    /** Returns that a broker's settings could not be read. */
    static TopicFinding unreadableBroker(Collection<RequiredSetting> required) {
        return new TopicFinding(
                RISK,
                "Cannot check " + required.stream().map(RequiredSetting::key).collect(Collectors.joining(", "))
                        + " of the brokers: this client may not read it. It needs the operation DescribeConfigs on the"
                        + " cluster. Check it yourself: Mentions needs "
                        + required.stream().map(TopicRequirements::needed).collect(Collectors.joining(", ")) + ".");
    }

    private void addMissing(List<TopicFinding> findings, RequiredTopic topic) {
        if (topic.changelogOf().isEmpty()) {
            findings.add(new TopicFinding(
                    MISSING,
                    "Topic " + topic.name() + " does not exist, and topics.create is false. Run: "
                            + commands.create(topic, section)));
        }
    }

    private static void addPartitions(
            List<TopicFinding> findings, RequiredTopic changelog, TopicState state, Map<String, TopicState> states) {
        changelog.changelogOf().ifPresent(source -> {
            TopicState read = states.get(source);
            if (read != null && read.isDescribed() && state.isDescribed() && read.partitions() != state.partitions()) {
                findings.add(new TopicFinding(
                        FAULT,
                        "Topic " + source + " has " + read.partitions() + " partitions and the changelog "
                                + changelog.name() + " has " + state.partitions()
                                + ", so records and their state are in"
                                + " different partitions. Mentions needs as many partitions in both, and partitions"
                                + " cannot be removed. Make a new generation: mentions replay (docs/REPLAY.md)."));
            }
        });
    }

    private static void addCopies(List<TopicFinding> findings, RequiredTopic topic, TopicState state, long brokers) {
        if (brokers > 1 && state.replicas() == 1) {
            findings.add(new TopicFinding(
                    RISK,
                    "Topic " + topic.name() + " has replication factor 1 on a cluster of " + brokers
                            + " brokers or more, so its records are lost with the disk of one broker. Mentions needs "
                            + SAFE_REPLICAS + " copies to outlive that. Add copies with"
                            + " kafka-reassign-partitions.sh (Kafka's documentation: Increasing replication factor)."));
        }
    }

    private void addSettings(
            List<TopicFinding> findings, RequiredTopic topic, TopicState state, Map<String, String> config) {
        for (RequiredSetting setting : topic.settings()) {
            String actual = config.get(setting.key());
            if (actual != null && !setting.isMetBy(actual)) {
                findings.add(finding(topic.name(), setting, actual));
            }
        }
        if (state.replicas() > 1) {
            addDurability(findings, topic.name(), config);
        }
    }

    private TopicFinding finding(String topic, RequiredSetting setting, String actual) {
        String wrong = "Topic " + topic + " has " + setting.key() + "=" + actual + ", so "
                + SettingWords.fill(setting, actual);
        if (isAccepted(setting, actual)) {
            return new TopicFinding(
                    RISK,
                    wrong + ". " + TopicsSection.MIN_RETENTION + " accepts that. Keep every stage less far behind; a"
                            + " replay counts only what is left.");
        }
        String advice = wrong + ". Mentions needs " + needed(setting) + ". Run: "
                + commands.alter(topic, setting.key(), setting.value());
        return switch (setting.severity()) {
            case WARN -> new TopicFinding(RISK, advice);
            case REFUSE -> new TopicFinding(FAULT, advice);
            case REFUSE_UNLESS_ACCEPTED ->
                new TopicFinding(
                        FAULT,
                        advice + "\n  Only if that limit is intended, set " + TopicsSection.MIN_RETENTION + " ("
                                + Settings.variable(TopicsSection.MIN_RETENTION) + ").");
        };
    }

    private boolean isAccepted(RequiredSetting setting, String actual) {
        return setting.severity() == Severity.REFUSE_UNLESS_ACCEPTED
                && setting.key().equals(RETENTION_MS_CONFIG)
                && section.minRetention()
                        .filter(least ->
                                Duration.ofMillis(Long.parseLong(actual)).compareTo(least) >= 0)
                        .isPresent();
    }

    private void addDurability(List<TopicFinding> findings, String topic, Map<String, String> config) {
        if ("1".equals(config.get(MIN_IN_SYNC_REPLICAS_CONFIG))) {
            findings.add(durability(
                    topic,
                    MIN_IN_SYNC_REPLICAS_CONFIG,
                    "1",
                    "a record counts as written when one broker has it, and is lost with that broker's disk",
                    "2"));
        }
        if ("true".equals(config.get(UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG))) {
            findings.add(durability(
                    topic,
                    UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
                    "true",
                    "a broker that lacks acknowledged records can become leader, and they are lost",
                    "false"));
        }
    }

    private TopicFinding durability(String topic, String key, String actual, String consequence, String needed) {
        return new TopicFinding(
                RISK,
                "Topic " + topic + " has " + key + "=" + actual + ", so " + consequence + ". Mentions needs " + key
                        + "=" + needed + ". Run: " + commands.alter(topic, key, needed));
    }

    private TopicFinding unreadable(String topic) {
        return new TopicFinding(
                RISK,
                "Cannot check the settings of topic " + topic
                        + ": this client may not read them. It needs the operation" + " DescribeConfigs. Run: "
                        + commands.allowDescribeConfigs(topic));
    }

    private static String needed(RequiredSetting setting) {
        String orMore = setting.comparison() == Comparison.AT_LEAST && !isLargest(setting.value()) ? " or more" : "";
        return setting.key() + "=" + setting.value() + orMore;
    }

    private static boolean isLargest(@Nullable String value) {
        return Long.toString(Long.MAX_VALUE).equals(value)
                || Integer.toString(Integer.MAX_VALUE).equals(value);
    }
}
