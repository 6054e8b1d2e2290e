package dev.mentions.service;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A topic as Kafka describes it.
 *
 * @param partitions how many there are
 * @param replicas copies of the partition that has fewest
 * @param brokers ids of all brokers that have a copy of a partition
 * @param config effective settings, the broker's defaults among them; empty when this client may not read them
 */
record TopicState(int partitions, int replicas, Set<Integer> brokers, Optional<Map<String, String>> config) {

    TopicState {
        brokers = Set.copyOf(brokers);
        requireNonNull(config, "config");
    }

    /** Returns the state of a topic of which this client may not even know the partitions. */
    static TopicState undescribed() {
        return new TopicState(0, 0, Set.of(), Optional.empty());
    }

    TopicState withConfig(Map<String, String> found) {
        return new TopicState(partitions, replicas, brokers, Optional.of(found));
    }

    boolean isDescribed() {
        return partitions > 0;
    }
}
