package dev.mentions.generations.registry;

import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.CountingScope;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.PublicationKey;
import dev.mentions.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants of a new generation, before it is known where in the log that is.
 *
 * @param from where the first posts are that are counted
 * @param until where the first posts are that are not counted any more, or null for no end
 * @param publications names of the only ones that are counted; all when empty
 * @param kinds the only ones that are counted beside articles; all when empty
 * @param extraction the generation whose mentions are counted; null to find the names again
 * @param model that finds the names, or has found them; null for that of the services which extract
 * @param partitions of the new topics; those of the generation that readers take when 0
 */
public record ReplayPlan(
        LogPosition from,
        @Nullable LogPosition until,
        Collection<String> publications,
        Collection<EntityKind> kinds,
        @Nullable Generation extraction,
        Replay.@Nullable Model model,
        Duration windowSize,
        int partitions,
        Replay.Place state) {

    private static final long LIMIT_SECONDS = 30;

    public ReplayPlan {
        publications = List.copyOf(publications);
        kinds = List.copyOf(kinds);
    }

    /**
     * Finds the places in the log.
     *
     * @param current the generation that readers take
     * @return what makes the generation that it is given
     * @throws IllegalArgumentException when a place is not in the log
     */
    public Function<Generation, Replay> locate(Admin admin, Generation current)
            throws InterruptedException, ExecutionException, TimeoutException {
        Topics topics = new Topics(current);
        String posts = topics.posts().name();
        Map<Integer, Long> begins = new LogPosition.Earliest().in(admin, posts);
        Map<Integer, Long> first = from.in(admin, posts);
        Map<Integer, Long> last = until == null ? Map.of() : until.in(admin, posts);
        if (until instanceof LogPosition.At at && at.moment().isAfter(Instant.now())) {
            throw new IllegalArgumentException(at.moment() + " is not over yet; leave the end out to count on and on");
        }
        last.forEach((partition, end) -> {
            if (end < Objects.requireNonNull(first.get(partition))) {
                throw new IllegalArgumentException("the end comes before the beginning in partition " + partition);
            }
        });
        int ownPartitions = partitions > 0
                ? partitions
                : partitionsOf(admin, topics.counts().name());
        CountingScope scope = new CountingScope(
                last,
                publications.stream()
                        .map(name -> CountDocuments.publicationId(PublicationKey.of(name)))
                        .collect(Collectors.toSet()),
                Set.copyOf(kinds));
        Instant now = Instant.now();
        return generation -> new Replay(
                generation,
                first,
                first.equals(begins),
                scope,
                extraction == null ? generation : extraction,
                model,
                windowSize,
                ownPartitions,
                now,
                state);
    }

    private static int partitionsOf(Admin admin, String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                .get(topic)
                .partitions()
                .size();
    }
}
