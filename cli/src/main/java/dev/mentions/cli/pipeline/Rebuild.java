package dev.mentions.cli.pipeline;

import dev.mentions.contract.ConsumerGroups;
import dev.mentions.contract.Generation;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.embedded.firestore.store.DamagedLogException;
import dev.mentions.embedded.kafka.EmbeddedBroker;
import dev.mentions.generations.registry.Replay;
import dev.mentions.generations.storage.GenerationInKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;

/**
 * Takes a local pipeline back to its stored posts: everything that can be made again from them is deleted, so that the
 * next start counts them all. The posts topic and the definition of the current generation stay. One that was interrupted
 * is finished by running it again; until then {@link #isUnfinished} holds.
 */
public final class Rebuild {

    private static final String UNFINISHED = "rebuild-unfinished";
    private static final long LIMIT_SECONDS = 60;
    private static final Pattern NUMBER = Pattern.compile("[.-]g(\\d+)(?=-|$)");

    private final Path directory;
    private final Path firestore;
    private final Path keptFirestore;

    /**
     * What a rebuild did.
     *
     * @param posts that are counted again
     * @param current the generation that counts them
     * @param deleted the generations that are gone for good
     * @param lost posts that were stored once and are not counted any more
     * @param documentsLost whether Firestore's log could not be read, and with it which generation was current
     */
    public record Report(
            StoredPosts posts, Generation current, List<Integer> deleted, List<LostPosts> lost, boolean documentsLost) {

        public Report {
            deleted = List.copyOf(deleted);
            lost = List.copyOf(lost);
        }
    }

    /**
     * @param directory everything that outlives a run of the pipeline
     */
    public Rebuild(Path directory) {
        this.directory = directory;
        this.firestore = directory.resolve(LocalSettings.FIRESTORE);
        this.keptFirestore = directory.resolve("firestore-kept");
    }

    /** Returns whether a rebuild was interrupted: what is left fits together only when it is done. */
    public boolean isUnfinished() {
        return Files.exists(directory.resolve(UNFINISHED));
    }

    /**
     * Deletes all that can be made again. Nothing may run on the directory.
     *
     * @throws Exception when something does, or a file cannot be deleted; the posts are safe and it can be run again
     */
    public Report run() throws Exception {
        try (DiskSpace space = new DiskSpace(directory)) {
            space.check();
        }
        // The broker first: it refuses a directory that another process uses.
        try (EmbeddedBroker broker = EmbeddedBroker.builder(directory.resolve(LocalSettings.KAFKA))
                        .start();
                Admin admin = Admin.create(Map.copyOf(PipelineAddress.brokers(broker.bootstrapServers())))) {
            Path unfinished = directory.resolve(UNFINISHED);
            boolean damaged = false;
            KeptDocuments kept;
            if (isUnfinished() && Files.exists(keptFirestore)) {
                kept = KeptDocuments.read(keptFirestore);
            } else {
                try {
                    kept = KeptDocuments.read(firestore);
                } catch (DamagedLogException e) {
                    kept = KeptDocuments.NONE;
                    damaged = true;
                }
                delete(keptFirestore);
                kept.write(keptFirestore);
            }
            Files.write(unfinished, new byte[0]);
            List<Integer> deleted = deleteFromKafka(admin, kept);
            begin(admin, kept);
            delete(directory.resolve(LocalSettings.STREAMS));
            delete(firestore);
            Files.move(keptFirestore, firestore, StandardCopyOption.ATOMIC_MOVE);
            StoredPosts posts = StoredPosts.in(admin);
            List<LostPosts> lost = SeenPosts.lost(directory, posts);
            SeenPosts.forget(directory);
            Files.delete(unfinished);
            return new Report(posts, kept.current(), deleted, lost, damaged);
        }
    }

    /** Returns the numbers of the generations that are not made again. */
    private static List<Integer> deleteFromKafka(Admin admin, KeptDocuments kept)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<Integer> numbers = new TreeSet<>();
        Set<String> topics = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        List<String> groups = admin.listGroups().all().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                .map(GroupListing::groupId)
                .toList();
        List<String> derived = Stream.concat(
                        new Topics(Generation.FIRST).derived().stream().map(TopicSpec::name),
                        Stream.of(
                                ConsumerGroups.extract(Generation.FIRST),
                                ConsumerGroups.count(Generation.FIRST),
                                ConsumerGroups.sink(PipelineAddress.SINK, Generation.FIRST)))
                .toList();
        Stream.concat(topics.stream(), groups.stream())
                .forEach(name -> derived.stream()
                        .filter(name::startsWith)
                        .findFirst()
                        .ifPresent(base -> {
                            Matcher number = NUMBER.matcher(name.substring(base.length()));
                            numbers.add(number.lookingAt() ? Integer.parseInt(number.group(1)) : 1);
                        }));
        for (int number : numbers) {
            new GenerationInKafka(admin, new Generation(number), PipelineAddress.SINK).deleteWithMembers();
        }
        numbers.remove(kept.current().number());
        kept.replay().ifPresent(replay -> numbers.remove(replay.extraction().number()));
        return List.copyOf(numbers);
    }

    /** Has a generation that begins in the middle of the posts begin there again; others read from the first one. */
    private static void begin(Admin admin, KeptDocuments kept)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (Replay replay : Stream.of(kept.replay(), kept.extraction())
                .flatMap(Optional::stream)
                .filter(made -> !made.isRecount())
                .toList()) {
            ReplayRun.beginAt(replay, admin);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
