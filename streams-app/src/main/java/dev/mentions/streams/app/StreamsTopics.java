package dev.mentions.streams.app;

import dev.mentions.contract.RequiredTopic;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.streams.config.StreamsAppConfig;
import dev.mentions.streams.topology.Changelogs;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of an instance of the streams app. */
record StreamsTopics(StreamsAppConfig config) {

    /** Returns the requests that create all topics of the generation. */
    List<NewTopic> created() {
        return config.topicNames().all().stream()
                .map(topic -> topic.newTopic(
                        config.topics().partitions(), config.topics().replicationFactor()))
                .toList();
    }

    /** Returns what the applications that run here read and write, changelogs too: they may have rights on nothing else. */
    List<RequiredTopic> required() {
        Topics topics = config.topicNames();
        List<TopicSpec<?, ?>> used = new ArrayList<>();
        if (config.role().extracts()) {
            used.addAll(List.of(topics.posts(), topics.entities(), new Topics(config.extraction()).rejected()));
        }
        if (config.role().counts()) {
            used.addAll(List.of(topics.entities(), topics.counts(), topics.rejected()));
        }
        List<RequiredTopic> required = new ArrayList<>();
        used.forEach(topic -> required.add(topic.required()));
        required.addAll(Changelogs.required(config));
        return required.stream().distinct().toList();
    }
}
