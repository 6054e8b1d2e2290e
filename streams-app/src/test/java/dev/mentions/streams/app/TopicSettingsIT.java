package dev.mentions.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.RequiredSetting;
import dev.mentions.contract.RequiredTopic;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.service.Telemetry;
import dev.mentions.service.TopicCheck;
import dev.mentions.service.TopicFaultException;
import dev.mentions.service.TopicFinding;
import dev.mentions.streams.LabelExtractor;
import dev.mentions.streams.TestConfigs;
import dev.mentions.streams.config.StreamsAppConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics that somebody else has made: what is refused at start, and that the commands in the messages mend it. */
class TopicSettingsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern CREATE = Pattern.compile("kafka-topics\\.sh \\S+ \\S+ --create --topic (\\S+)(.*)");
    private static final Pattern PARTITIONS = Pattern.compile("--partitions (\\d+)");
    private static final Pattern CONFIG = Pattern.compile("--config ([a-z.]+)=(\\S+)");
    private static final Pattern ALTER =
            Pattern.compile("kafka-configs\\.sh --bootstrap-server (\\S+) --entity-type topics"
                    + " --entity-name (\\S+) --alter --add-config ([a-z.]+)=(\\S+)");

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;
    private Admin admin;

    @BeforeEach
    void startBroker() {
        broker = EmbeddedBroker.builder(directory.resolve("broker"))
                .accessRules()
                .start();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterEach
    void stopBroker() {
        admin.close(Duration.ofSeconds(5));
        broker.close();
    }

    @Test
    void shouldFindNothingWrongWithTopicsThatAreMadeAsTheDocumentSays() throws Exception {
        String document = Files.readString(Path.of("../docs/OPERATIONS.md")).replace("\\\n", " ");

        assertThat(createAll(document))
                .containsExactlyInAnyOrderElementsOf(
                        required().stream().map(RequiredTopic::name).toList());

        assertThat(findings()).isEmpty();
    }

    @Test
    void shouldNameEachSettingThatIsWrongAndTheCommandThatMendsIt() throws Exception {
        createAll(Files.readString(Path.of("../docs/OPERATIONS.md")).replace("\\\n", " "));

        for (RequiredTopic topic : required()) {
            for (RequiredSetting setting : topic.settings()) {
                Optional<String> wrong = wrongValue(setting);
                if (wrong.isEmpty()) {
                    continue;
                }
                alter(topic.name(), setting.key(), wrong.get());
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(findings())
                                .singleElement()
                                .extracting(TopicFinding::message)
                                .asString()
                                .contains("Topic " + topic.name() + " has " + setting.key() + "=" + wrong.get()));

                mend(findings().get(0).message());

                await().atMost(LIMIT).untilAsserted(() -> assertThat(findings()).isEmpty());
            }
        }
    }

    @Test
    void shouldRefuseAllTopicsThatLoseRecordsAtOnceAndStartOnceTheyAreMended() throws Exception {
        // Given what a cluster gives to topics that are made without settings, and changelogs of an earlier run
        try (StreamsService service = service("true")) {
            service.start();
            await().atMost(LIMIT).until(() -> service.health().ready());
        }
        alter("mentions.posts.v1", "retention.ms", "604800000");
        alter("mentions.entities.v1", "retention.ms", "604800000");
        alter("mentions.entities.v1", "message.timestamp.type", "CreateTime");
        alter("mentions-count-entity-counts-changelog", "cleanup.policy", "compact,delete");

        // When
        Throwable refusal;
        try (StreamsService service = service("false")) {
            refusal = catchThrowable(service::start);
        }

        // Then
        assertThat(refusal)
                .isInstanceOf(TopicFaultException.class)
                .hasMessageContaining("mentions.posts.v1 has retention.ms=604800000, so posts are deleted after 7 days")
                .hasMessageContaining("mentions.entities.v1 has retention.ms=604800000")
                .hasMessageContaining("mentions.entities.v1 has message.timestamp.type=CreateTime")
                .hasMessageContaining("mentions-count-entity-counts-changelog has cleanup.policy=compact,delete");
        assertThat(mend(refusal.getMessage())).isEqualTo(4);
        try (StreamsService service = service("false")) {
            service.start();
            await().atMost(LIMIT).until(() -> service.health().ready());
        }
    }

    @Test
    void shouldStartWithAWarningWhereItMayNotReadSettings() throws Exception {
        createAll(Files.readString(Path.of("../docs/OPERATIONS.md")).replace("\\\n", " "));
        AclBinding denial = rule(AclOperation.DESCRIBE_CONFIGS, AclPermissionType.DENY);
        admin.createAcls(List.of(rule(AclOperation.ALL, AclPermissionType.ALLOW), denial))
                .all()
                .get();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(findings())
                        .singleElement()
                        .extracting(TopicFinding::kind, TopicFinding::message)
                        .containsExactly(
                                TopicFinding.Kind.RISK,
                                "Cannot check the settings of topic mentions.posts.v1: this client may not read them."
                                        + " It needs the operation DescribeConfigs. Run: kafka-acls.sh"
                                        + " --bootstrap-server " + broker.bootstrapServers()
                                        + " --add --allow-principal User:USER --operation DescribeConfigs"
                                        + " --topic mentions.posts.v1"));
        try (StreamsService service = service("false")) {
            assertThatCode(service::start).doesNotThrowAnyException();
        }
        admin.deleteAcls(List.of(denial.toFilter())).all().get();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(findings()).isEmpty());
    }

    private static AclBinding rule(AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "mentions.posts.v1", PatternType.LITERAL),
                new AccessControlEntry("User:*", "*", operation, permission));
    }

    @Test
    void shouldNameAllTopicsThatAreMissingWithTheCommandsThatCreateThem() throws Exception {
        try (StreamsService service = service("false")) {
            Throwable refusal = catchThrowable(service::start);

            assertThat(refusal).isInstanceOf(TopicFaultException.class);
            assertThat(createAll(refusal.getMessage()))
                    .containsExactly(
                            "mentions.posts.v1", "mentions.entities.v1", "mentions.rejected.v1", "mentions.counts.v1");
        }
        try (StreamsService service = service("false")) {
            service.start();
            await().atMost(LIMIT).until(() -> service.health().ready());
        }
    }

    @Test
    void shouldRefusePostsThatHaveMorePartitionsThanTheirState() throws Exception {
        try (StreamsService service = service("true")) {
            service.start();
            await().atMost(LIMIT).until(() -> service.health().ready());
        }
        admin.createPartitions(Map.of("mentions.posts.v1", NewPartitions.increaseTo(3)))
                .all()
                .get();

        try (StreamsService service = service("true")) {
            assertThatThrownBy(service::start)
                    .isInstanceOf(TopicFaultException.class)
                    .hasMessageContaining("Topic mentions.posts.v1 has 3 partitions and the changelog"
                            + " mentions-extract-seen-posts-changelog has 2");
        }
    }

    @Test
    void shouldStartWithARetentionThatTheOperatorAccepts() throws Exception {
        try (StreamsService service = service("true")) {
            service.start();
        }
        alter("mentions.posts.v1", "retention.ms", "2592000000");

        try (StreamsService service = service("true", "topics.min-retention", "31d")) {
            assertThatThrownBy(service::start).isInstanceOf(TopicFaultException.class);
        }
        try (StreamsService service = service("true", "topics.min-retention", "30d")) {
            assertThatCode(service::start).doesNotThrowAnyException();
        }
    }

    private static Optional<String> wrongValue(RequiredSetting setting) {
        return Optional.ofNullable(
                switch (setting.comparison()) {
                    case AT_LEAST -> Long.toString(Long.parseLong(setting.value()) - 1);
                    case UNLIMITED -> "1000000";
                    case NOT_COMPACTED -> "compact";
                    case EQUAL -> setting.value().equals("compact") ? "delete" : otherTimestampType(setting.value());
                    case ANY -> null;
                });
    }

    private static String otherTimestampType(String type) {
        return type.equals("CreateTime") ? "LogAppendTime" : "CreateTime";
    }

    private List<RequiredTopic> required() {
        return new StreamsTopics(config("false")).required();
    }

    private List<TopicFinding> findings() throws Exception {
        return new TopicCheck(admin, broker.bootstrapServers(), config("false").topics())
                .findings(required(), List.of(ConsumerGroups.OFFSETS_RETENTION), LIMIT);
    }

    /** Runs every command that alters a topic, and returns how many there were. */
    private int mend(String message) throws Exception {
        List<MatchResult> commands = ALTER.matcher(message).results().toList();
        for (MatchResult command : commands) {
            assertThat(command.group(1)).isEqualTo(broker.bootstrapServers());
            alter(command.group(2), command.group(3), command.group(4));
        }
        return commands.size();
    }

    private void alter(String topic, String key, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    /** Runs every command that creates a topic, with one copy, and returns the names. */
    private List<String> createAll(String text) throws Exception {
        List<NewTopic> topics = CREATE.matcher(text)
                .results()
                .map(command -> new NewTopic(
                                command.group(1),
                                Optional.of(Integer.parseInt(PARTITIONS
                                        .matcher(command.group(2))
                                        .results()
                                        .findFirst()
                                        .orElseThrow()
                                        .group(1))),
                                Optional.of((short) 1))
                        .configs(new HashMap<>(CONFIG.matcher(command.group(2))
                                .results()
                                .collect(Collectors.toMap(
                                        (MatchResult config) -> config.group(1),
                                        (MatchResult config) -> config.group(2))))))
                .toList();
        admin.createTopics(topics).all().get();
        return topics.stream().map(NewTopic::name).toList();
    }

    private StreamsService service(String create, String... more) {
        return StreamsService.withExtractors(
                config(create, more), Telemetry.untraced(new SimpleMeterRegistry()), LabelExtractor::new);
    }

    private StreamsAppConfig config(String create, String... more) {
        String[] settings = {
            "kafka.bootstrap.servers", broker.bootstrapServers(), "topics.create", create, "topics.partitions", "2"
        };
        String[] all = Arrays.copyOf(settings, settings.length + more.length);
        System.arraycopy(more, 0, all, settings.length, more.length);
        return TestConfigs.of(directory.resolve("state"), all);
    }
}
