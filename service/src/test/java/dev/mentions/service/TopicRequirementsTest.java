package dev.mentions.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.Generation;
import dev.mentions.contract.RequiredSetting;
import dev.mentions.contract.RequiredTopic;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.service.TopicFinding.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicRequirementsTest {

    private static final List<RequiredTopic> TOPICS =
            new Topics(Generation.FIRST).all().stream().map(TopicSpec::required).toList();

    private static final String RUN = "Run: kafka-configs.sh --bootstrap-server b:9092 --entity-type topics";

    @Test
    void shouldFindNothingWrongWithTopicsAsTheyAreCreated() {
        assertThat(findings(created(), Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mentions.posts.v1, cleanup.policy, compact, FAULT",
        "mentions.posts.v1, cleanup.policy, 'compact,delete', FAULT",
        "mentions.posts.v1, retention.ms, 604800000, FAULT",
        "mentions.posts.v1, retention.bytes, 1073741824, FAULT",
        "mentions.posts.v1, message.timestamp.type, LogAppendTime, FAULT",
        "mentions.posts.v1, max.message.bytes, 1048588, FAULT",
        "mentions.posts.v1, message.timestamp.before.max.ms, 3600000, RISK",
        "mentions.entities.v1, cleanup.policy, compact, FAULT",
        "mentions.entities.v1, retention.ms, 604800000, FAULT",
        "mentions.entities.v1, retention.bytes, 0, FAULT",
        "mentions.entities.v1, message.timestamp.type, CreateTime, FAULT",
        "mentions.entities.v1, max.message.bytes, 1000, FAULT",
        "mentions.counts.v1, cleanup.policy, compact, FAULT",
        "mentions.counts.v1, retention.ms, 604800000, FAULT",
        "mentions.counts.v1, retention.bytes, 1073741824, FAULT",
        "mentions.counts.v1, message.timestamp.type, CreateTime, FAULT",
        "mentions.counts.v1, max.message.bytes, 1000, FAULT",
        "mentions.rejected.v1, cleanup.policy, compact, FAULT",
        "mentions.rejected.v1, retention.ms, 604800000, RISK",
        "mentions.rejected.v1, retention.bytes, 1073741824, RISK",
        "mentions.rejected.v1, max.message.bytes, 8388608, FAULT"
    })
    void shouldFindOneSettingThatIsWrongAndSayHowToFixIt(String topic, String key, String value, Kind kind) {
        Map<String, TopicState> states = with(topic, Map.of(key, value));

        List<TopicFinding> findings = findings(states, Optional.empty());

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.message())
                    .startsWith("Topic " + topic + " has " + key + "=" + value + ", so ")
                    .contains("Mentions needs " + key + "=" + required(topic, key))
                    .contains(RUN + " --entity-name " + topic + " --alter --add-config " + key + "="
                            + required(topic, key))
                    .doesNotContain("%s");
        });
    }

    @Test
    void shouldSayItInWords() {
        List<TopicFinding> findings =
                findings(with("mentions.entities.v1", Map.of("retention.ms", "604800000")), Optional.empty());

        assertThat(findings)
                .extracting(TopicFinding::message)
                .containsExactly(
                        "Topic mentions.entities.v1 has retention.ms=604800000, so mentions are deleted after 7"
                                + " days, counted or not. Mentions needs retention.ms=-1. Run: kafka-configs.sh"
                                + " --bootstrap-server b:9092 --entity-type topics --entity-name mentions.entities.v1 --alter"
                                + " --add-config retention.ms=-1\n  Only if that limit is intended, set topics.min-retention"
                                + " (MENTIONS_TOPICS_MIN_RETENTION).");
    }

    @ParameterizedTest
    @CsvSource({"mentions.posts.v1", "mentions.entities.v1"})
    void shouldOnlyWarnOfARetentionThatTheOperatorAccepts(String topic) {
        Map<String, TopicState> month = with(topic, Map.of("retention.ms", "2592000000"));

        assertThat(findings(month, Optional.of(Duration.ofDays(30))))
                .extracting(TopicFinding::kind)
                .containsExactly(Kind.RISK);
        assertThat(findings(month, Optional.of(Duration.ofDays(31))))
                .extracting(TopicFinding::kind)
                .containsExactly(Kind.FAULT);
    }

    @Test
    void shouldAcceptNoLimitOfCountsAndNoneBySize() {
        Optional<Duration> accepted = Optional.of(Duration.ofDays(1));

        assertThat(findings(with("mentions.counts.v1", Map.of("retention.ms", "2592000000")), accepted))
                .extracting(TopicFinding::kind)
                .containsExactly(Kind.FAULT);
        assertThat(findings(with("mentions.posts.v1", Map.of("retention.bytes", "2592000000")), accepted))
                .extracting(TopicFinding::kind)
                .containsExactly(Kind.FAULT);
    }

    @Test
    void shouldFindEverythingAtOnce() {
        Map<String, TopicState> states =
                with("mentions.counts.v1", Map.of("retention.ms", "1", "cleanup.policy", "compact"));
        states.remove("mentions.posts.v1");

        List<TopicFinding> findings = findings(states, Optional.empty());

        assertThat(findings).extracting(TopicFinding::kind).containsExactly(Kind.MISSING, Kind.FAULT, Kind.FAULT);
        assertThat(findings.get(0).message())
                .isEqualTo("Topic mentions.posts.v1 does not exist, and topics.create is false. Run: kafka-topics.sh"
                        + " --bootstrap-server b:9092 --create --topic mentions.posts.v1 --partitions 8"
                        + " --replication-factor 3 --config cleanup.policy=delete --config retention.ms=-1 --config"
                        + " retention.bytes=-1 --config message.timestamp.type=CreateTime --config"
                        + " max.message.bytes=8388608 --config message.timestamp.before.max.ms=9223372036854775807");
        assertThat(new TopicFaultException(findings))
                .hasMessageStartingWith(
                        "Kafka's topics are not as Mentions needs them:\n- Topic mentions.posts.v1 does")
                .hasMessageContaining("\n- Topic mentions.counts.v1 has retention.ms=1,");
    }

    @Test
    void shouldFindAChangelogWithOtherPartitionsAndMissNoneThatIsNotThereYet() {
        RequiredTopic changelog = new RequiredTopic("seen-changelog", List.of(), Optional.of("mentions.posts.v1"));
        Map<String, TopicState> states = created();

        assertThat(requirements(Optional.empty()).findings(List.of(TOPICS.get(0), changelog), states))
                .isEmpty();

        states.put("seen-changelog", new TopicState(4, 1, Set.of(1), Optional.of(Map.of())));
        assertThat(requirements(Optional.empty()).findings(List.of(TOPICS.get(0), changelog), states))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.FAULT);
                    assertThat(finding.message())
                            .startsWith(
                                    "Topic mentions.posts.v1 has 8 partitions and the changelog seen-changelog has 4,");
                });
    }

    @Test
    void shouldWarnOfRecordsThatOneBrokerCanLose() {
        Map<String, TopicState> states = created();
        Map<String, String> config = states.get("mentions.posts.v1").config().orElseThrow();
        states.put("mentions.posts.v1", new TopicState(8, 1, Set.of(1, 2, 3), Optional.of(config)));
        Map<String, String> unsafe = new HashMap<>(config(TOPICS.get(2)));
        unsafe.put("min.insync.replicas", "1");
        unsafe.put("unclean.leader.election.enable", "true");
        states.put("mentions.counts.v1", new TopicState(8, 3, Set.of(1, 2, 3), Optional.of(unsafe)));
        states.keySet().removeAll(Set.of("mentions.entities.v1", "mentions.rejected.v1"));

        List<TopicFinding> findings =
                requirements(Optional.empty()).findings(List.of(TOPICS.get(0), TOPICS.get(2)), states);

        assertThat(findings).extracting(TopicFinding::kind).containsOnly(Kind.RISK);
        assertThat(findings.get(0).message()).contains("mentions.posts.v1 has replication factor 1 on a cluster of 3");
        assertThat(findings.get(1).message())
                .contains(RUN + " --entity-name mentions.counts.v1 --alter --add-config min.insync.replicas=2");
        assertThat(findings.get(2).message())
                .contains(RUN + " --entity-name mentions.counts.v1 --alter --add-config"
                        + " unclean.leader.election.enable=false");
    }

    @Test
    void shouldWarnOfWhatItMayNotRead() {
        Map<String, TopicState> states = created();
        states.put("mentions.posts.v1", new TopicState(8, 1, Set.of(1), Optional.empty()));
        states.put("mentions.counts.v1", TopicState.undescribed());

        assertThat(findings(states, Optional.empty())).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.RISK);
            assertThat(finding.message()).startsWith("Cannot check the settings of topic ");
        });
    }

    @Test
    void shouldWarnOfOffsetsThatExpire() {
        List<RequiredSetting> required = List.of(ConsumerGroups.OFFSETS_RETENTION);

        assertThat(TopicRequirements.brokerFindings(required, Map.of("offsets.retention.minutes", "2147483647")))
                .isEmpty();
        assertThat(TopicRequirements.brokerFindings(required, Map.of("offsets.retention.minutes", "10080")))
                .extracting(TopicFinding::message)
                .containsExactly(
                        "The broker has offsets.retention.minutes=10080, so an application that is stopped for 7"
                                + " days loses its offsets and does not start again. Mentions needs"
                                + " offsets.retention.minutes=2147483647. Set it in server.properties of each broker and restart"
                                + " the brokers one by one.");
    }

    private static List<TopicFinding> findings(Map<String, TopicState> states, Optional<Duration> minRetention) {
        return requirements(minRetention).findings(TOPICS, states);
    }

    private static TopicRequirements requirements(Optional<Duration> minRetention) {
        return new TopicRequirements(new TopicsSection(false, 8, (short) 3, minRetention), new KafkaCommands("b:9092"));
    }

    private static Map<String, TopicState> with(String topic, Map<String, String> settings) {
        Map<String, TopicState> states = created();
        states.computeIfPresent(topic, (name, state) -> {
            Map<String, String> config = new HashMap<>(state.config().orElseThrow());
            config.putAll(settings);
            return state.withConfig(config);
        });
        return states;
    }

    private static Map<String, TopicState> created() {
        Map<String, TopicState> states = new HashMap<>();
        TOPICS.forEach(topic -> states.put(topic.name(), new TopicState(8, 1, Set.of(1), Optional.of(config(topic)))));
        return states;
    }

    private static Map<String, String> config(RequiredTopic topic) {
        Map<String, String> config = new HashMap<>(RequiredSetting.creation(topic.settings()));
        config.put("min.insync.replicas", "1");
        return config;
    }

    private static String required(String topic, String key) {
        return TOPICS.stream()
                .filter(candidate -> candidate.name().equals(topic))
                .flatMap(candidate -> candidate.settings().stream())
                .filter(setting -> setting.key().equals(key))
                .map(RequiredSetting::value)
                .findFirst()
                .orElseThrow();
    }
}
