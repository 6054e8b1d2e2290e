package dev.mentions.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A topic as a service needs it.
 *
 * @param name as in Kafka
 * @param settings what is needed of its settings
 * @param changelogOf the topic whose partitions this changelog must have, because a store belongs to one partition of it.
 *     A changelog may be missing: Kafka Streams creates it. Empty for any other topic
 */
public record RequiredTopic(String name, List<RequiredSetting> settings, Optional<String> changelogOf) {

    public RequiredTopic {
        requireNonNull(name, "name");
        settings = List.copyOf(settings);
        requireNonNull(changelogOf, "changelogOf");
    }
}
