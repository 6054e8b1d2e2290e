package dev.mentions.producer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mentions.contract.Generation;
import dev.mentions.contract.Post;
import dev.mentions.contract.Topics;
import dev.mentions.embedded.kafka.BrokerProcess;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.producer.config.ProducerConfig;
import dev.mentions.service.Settings;
import dev.mentions.service.Telemetry;
import dev.mentions.service.TopicFaultException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProducerServiceIT {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path directory;

    @Test
    void shouldWritePostsByIdWithTheMomentOfAcceptance() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder(directory).start();
                ProducerService service = service(broker.bootstrapServers(), Map.of("topics.partitions", "3"))) {
            Instant before = Instant.now();
            service.start();
            assertThat(service.health().ready()).isTrue();

            assertThat(send(service, "application/json", post("one")).statusCode())
                    .isEqualTo(202);
            assertThat(send(service, "application/x-ndjson", post("two") + "\n" + post("three"))
                            .statusCode())
                    .isEqualTo(202);

            List<ConsumerRecord<String, Post>> records = read(broker.bootstrapServers());
            assertThat(records).extracting(ConsumerRecord::key).containsExactlyInAnyOrder("one", "two", "three");
            assertThat(records).allSatisfy(record -> {
                assertThat(record.value().id()).isEqualTo(record.key());
                assertThat(record.timestamp())
                        .isBetween(before.toEpochMilli(), Instant.now().toEpochMilli());
            });
        }
    }

    @Test
    void shouldLoseNoAcknowledgedPostWhenItStopsUnderLoad() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder(directory).start()) {
            ProducerService service = service(broker.bootstrapServers(), Map.of());
            service.start();
            Set<String> acknowledged = ConcurrentHashMap.newKeySet();
            AtomicInteger next = new AtomicInteger();
            ExecutorService senders = Executors.newFixedThreadPool(8);
            for (int i = 0; i < 8; i++) {
                senders.execute(() -> sendUntilRefused(service, acknowledged, next));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > 500);

            service.close();

            senders.shutdown();
            assertThat(senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            assertThat(read(broker.bootstrapServers()).stream()
                            .map(ConsumerRecord::key)
                            .collect(Collectors.toSet()))
                    .containsAll(acknowledged);
            assertThat(service.health().ready()).isFalse();
        }
    }

    @Test
    void shouldStartWithoutABrokerAnswer503AndComeBackWithIt() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(directory, 0);
                ProducerService service = service(broker.bootstrapServers(), Map.of())) {
            broker.jvm().kill();
            service.start();
            assertThat(service.health().ready()).isFalse();
            assertThat(service.health().live()).isTrue();
            assertThat(send(service, "application/json", post("early")).statusCode())
                    .isEqualTo(503);

            broker.start();
            awaitAccepted(service, "first");

            broker.jvm().kill();
            await().atMost(Duration.ofSeconds(30)).until(() -> !service.health().ready());
            HttpResponse<String> away = send(service, "application/json", post("away"));
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).isPresent();

            broker.start();
            awaitAccepted(service, "second");
            assertThat(read(broker.bootstrapServers()))
                    .extracting(ConsumerRecord::key)
                    .contains("first", "second")
                    .doesNotContain("early", "away");
        }
    }

    @Test
    void shouldNotStartOnATopicThatLosesPosts() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder(directory).start();
                ProducerService service = service(broker.bootstrapServers(), Map.of())) {
            createPosts(broker.bootstrapServers(), Map.of("retention.ms", "604800000"));

            assertThatThrownBy(service::start)
                    .isInstanceOf(TopicFaultException.class)
                    .hasMessageContaining(
                            "Topic mentions.posts.v1 has retention.ms=604800000, so posts are deleted after"
                                    + " 7 days, counted or not.")
                    .hasMessageContaining("--bootstrap-server " + broker.bootstrapServers());
        }
    }

    @Test
    void shouldFailOnceTheBrokerIsThereIfItsTopicLosesPosts() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(directory, 0);
                ProducerService service = service(broker.bootstrapServers(), Map.of())) {
            createPosts(broker.bootstrapServers(), Map.of("cleanup.policy", "compact"));
            broker.jvm().kill();
            service.start();
            assertThat(service.health().live()).isTrue();

            broker.start();

            assertThat(service.failure())
                    .failsWithin(Duration.ofSeconds(60))
                    .withThrowableThat()
                    .withCauseInstanceOf(TopicFaultException.class)
                    .withMessageContaining("Topic mentions.posts.v1 has cleanup.policy=compact");
            assertThat(service.health().live()).isFalse();
            assertThat(send(service, "application/json", post("lost")).statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void shouldWaitForATopicThatItMayNotCreate() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.builder(directory).start();
                ProducerService service = service(broker.bootstrapServers(), Map.of("topics.create", "false"))) {
            service.start();
            assertThat(service.health().live()).isTrue();
            assertThat(send(service, "application/json", post("early")).statusCode())
                    .isEqualTo(503);

            createPosts(broker.bootstrapServers(), Map.of());

            awaitAccepted(service, "first");
        }
    }

    private static void createPosts(String bootstrapServers, Map<String, String> settings) throws Exception {
        NewTopic topic = new Topics(Generation.FIRST).posts().newTopic(1, (short) 1);
        Map<String, String> all = new HashMap<>(topic.configs());
        all.putAll(settings);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(topic.configs(all))).all().get();
        }
    }

    private void awaitAccepted(ProducerService service, String id) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> send(service, "application/json", post(id)).statusCode() == 202);
    }

    private void sendUntilRefused(ProducerService service, Set<String> acknowledged, AtomicInteger next) {
        for (int i = 0; i < 100_000; i++) {
            String id = "post-" + next.incrementAndGet();
            try {
                if (send(service, "application/json", post(id)).statusCode() != 202) {
                    return;
                }
                acknowledged.add(id);
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static ProducerService service(String bootstrapServers, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("http.port", "0");
        all.put("kafka.bootstrap.servers", bootstrapServers);
        return new ProducerService(
                ProducerConfig.from(new Settings(all, Map.of())), Telemetry.untraced(new SimpleMeterRegistry()));
    }

    private HttpResponse<String> send(ProducerService service, String type, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + "/posts"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String post(String id) {
        return "{\"id\":\"" + id + "\",\"publication\":\"Reuters\",\"content\":\"Text.\"}";
    }

    private static List<ConsumerRecord<String, Post>> read(String bootstrapServers) {
        var topic = new Topics(Generation.FIRST).posts();
        try (KafkaConsumer<String, Post> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                topic.key().deserializer(),
                topic.value().deserializer())) {
            List<TopicPartition> partitions = IntStream.range(
                            0, consumer.partitionsFor(topic.name()).size())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            List<ConsumerRecord<String, Post>> records = new ArrayList<>();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= end;
            });
            return records;
        }
    }
}
