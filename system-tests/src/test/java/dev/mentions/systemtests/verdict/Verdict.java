package dev.mentions.systemtests.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.Firestore;
import dev.mentions.cli.archive.Position;
import dev.mentions.cli.archive.Row;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.contract.CountKey;
import dev.mentions.contract.CountUpdate;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.Generation;
import dev.mentions.contract.LostRecords;
import dev.mentions.contract.Mention;
import dev.mentions.contract.Post;
import dev.mentions.contract.PublicationKey;
import dev.mentions.contract.SinkDocuments;
import dev.mentions.contract.TopicSpec;
import dev.mentions.contract.Topics;
import dev.mentions.generations.counts.CountLine;
import dev.mentions.generations.counts.FirestoreCounts;
import dev.mentions.systemtests.load.Journal;
import dev.mentions.systemtests.load.Poison;
import dev.mentions.systemtests.pipeline.CountSet;
import dev.mentions.systemtests.pipeline.RemovedRecords;
import dev.mentions.systemtests.pipeline.TopicReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Whether a pipeline that has nothing left to do holds exactly what its clients know was accepted.
 *
 * @param posts accepted by the producer, as the clients know
 * @param lines of the oracle, totals and windows
 * @param rejected records on the pipeline's topics that nobody could read, each to be found once as a dead letter
 * @param lost records that were deleted before they were read, as the operator has accepted
 * @param differences everything that is not as it must be
 */
public record Verdict(int posts, int lines, int rejected, List<LostRecords> lost, List<String> differences) {

    public Verdict {
        lost = List.copyOf(lost);
        differences = List.copyOf(differences);
    }

    private record Place(String topic, int partition, long offset) {
        static Place of(ConsumerRecord<?, ?> entry) {
            return new Place(entry.topic(), entry.partition(), entry.offset());
        }
    }

    private record Identity(String publication, String id) {}

    /**
     * Compares what one set of counts holds in Firestore, and its generation's topics, with what is expected.
     *
     * @param address where that set is found
     * @param removed what was deleted from topics
     * @param blindRepeats commits that were sent again though nobody had looked whether they were applied
     * @param evidence a directory for what was expected and what was found
     */
    public static Verdict of(
            PipelineAddress address,
            CountSet counts,
            Expected expectedOfAll,
            Journal journal,
            RemovedRecords removed,
            List<String> blindRepeats,
            Path evidence) {
        Differences differences = new Differences();
        journal.complaints().forEach(differences::add);
        blindRepeats.forEach(commit -> differences.add("commits: sent again without a look at the fence: " + commit));
        if (expectedOfAll.posts() != journal.size()) {
            differences.add("clients: " + journal.size() + " posts accepted, of which only " + expectedOfAll.posts()
                    + " have an identity of their own");
        }
        Topics topics = new Topics(counts.generation());
        int poisoned;
        int lines;
        List<LostRecords> lost;
        try (Firestore firestore = address.firestore().connect();
                TopicReader reader = new TopicReader(address.bootstrapServers())) {
            List<CountLine> exportedWindows = export(firestore, counts.generation(), true);
            List<CountLine> exportedTotals = export(firestore, counts.generation(), false);
            List<ConsumerRecord<byte[], byte[]>> posts = reader.read(topics.posts(), removed);
            List<ConsumerRecord<byte[], byte[]>> mentions = reader.read(topics.entities(), removed);
            AcceptedLosses losses = AcceptedLosses.read(firestore, topics, differences);
            Expected expected = less(expectedOfAll, losses, topics, posts, mentions);
            write(evidence, "expected", expected.totals(), expected.windows());
            write(
                    evidence,
                    "exported-" + counts.sink() + "-" + counts.generation().number(),
                    exportedTotals,
                    exportedWindows);
            differences.compareCounts("totals", expected.totals(), exportedTotals);
            differences.compareCounts("windows", expected.windows(), exportedWindows);
            List<ConsumerRecord<byte[], byte[]>> updates = reader.read(topics.counts(), removed);
            deltas(updates, topics.counts(), exportedWindows, differences);
            posts(posts, topics.posts(), journal, differences);
            List<Place> poisonForStreams = Stream.of(posts, mentions)
                    .flatMap(List::stream)
                    .filter(each -> !losses.have(each) && Poison.is(each.value()))
                    .map(Place::of)
                    .toList();
            List<Place> poisonForSink = updates.stream()
                    .filter(each -> Poison.is(each.value()))
                    .map(Place::of)
                    .toList();
            differences.compare("dead letters of streams", poisonForStreams, lettersOfStreams(reader, topics, removed));
            differences.compare("dead letters of the sink", poisonForSink, lettersOfSink(firestore, counts));
            poisoned = poisonForStreams.size() + poisonForSink.size();
            lines = expected.totals().size() + expected.windows().size();
            lost = losses.ranges();
        } catch (Exception e) {
            throw e instanceof RuntimeException known ? known : new IllegalStateException("Cannot compare", e);
        }
        return new Verdict(journal.size(), lines, poisoned, lost, differences.found());
    }

    /** What was lost before it was read is not counted; of a post that was sent again, then, the later copy is. */
    private static Expected less(
            Expected expected,
            AcceptedLosses losses,
            Topics topics,
            List<ConsumerRecord<byte[], byte[]>> posts,
            List<ConsumerRecord<byte[], byte[]>> mentions)
            throws IOException, InterruptedException, ExecutionException {
        Expected read = expected;
        if (posts.stream().anyMatch(losses::have)) {
            read = Expected.of(posts.stream()
                    .filter(each -> !losses.have(each) && !Poison.is(each.value()))
                    .map(each -> new Row.Json(new Position(Path.of(each.topic()), each.offset()), each.value()))
                    .toList());
        }
        TopicSpec<EntityKey, Mention> topic = topics.entities();
        return read.less(mentions.stream()
                .filter(each -> losses.have(each) && !Poison.is(each.value()))
                .collect(Collectors.groupingBy(
                        each -> topic.key().deserializer().deserialize(topic.name(), each.key()),
                        Collectors.mapping(
                                each -> topic.value().deserializer().deserialize(topic.name(), each.value()),
                                Collectors.toUnmodifiableList()))));
    }

    private static List<CountLine> export(Firestore firestore, Generation generation, boolean windows)
            throws InterruptedException, ExecutionException {
        FirestoreCounts counts = new FirestoreCounts(firestore, generation);
        List<CountLine> lines = new ArrayList<>();
        for (FirestoreCounts.Publication publication : counts.publications()) {
            lines.addAll((windows ? counts.windows(publication) : counts.totals(publication)).toList());
        }
        return lines;
    }

    private static void write(Path evidence, String name, List<CountLine> totals, List<CountLine> windows)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(evidence.resolve(name + ".ndjson"))) {
            CountLine.write(Stream.concat(totals.stream(), windows.stream()), out);
        }
    }

    /** In every window the deltas sum to the count, and where none came late, to the last count in the table. */
    private static void deltas(
            List<ConsumerRecord<byte[], byte[]>> records,
            TopicSpec<CountKey, CountUpdate> topic,
            List<CountLine> exported,
            Differences differences) {
        Map<CountKey, Long> sums = new HashMap<>();
        Map<CountKey, Long> inTable = new HashMap<>();
        Set<CountKey> late = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> entry : records) {
            if (Poison.is(entry.value())) {
                continue;
            }
            CountKey key = topic.key().deserializer().deserialize(topic.name(), entry.key());
            CountUpdate update = topic.value().deserializer().deserialize(topic.name(), entry.value());
            sums.merge(key, update.delta(), Long::sum);
            Long count = update.count();
            if (count == null) {
                late.add(key);
            } else {
                inTable.put(key, count);
            }
        }
        List<CountLine> lines = sums.entrySet().stream()
                .filter(sum -> sum.getValue() != 0)
                .map(sum -> new CountLine(
                        sum.getKey().publication(),
                        sum.getKey().kind(),
                        sum.getKey().entity(),
                        sum.getKey().windowStart(),
                        sum.getValue()))
                .toList();
        differences.compareCounts("deltas", lines, exported);
        inTable.forEach((key, count) -> {
            if (!late.contains(key) && !Objects.equals(sums.get(key), count)) {
                differences.add("table: " + key + " is " + count + ", its deltas sum to " + sums.get(key));
            }
        });
    }

    /** The log holds every accepted post, and none that nobody knows of. */
    private static void posts(
            List<ConsumerRecord<byte[], byte[]>> records,
            TopicSpec<String, Post> topic,
            Journal journal,
            Differences differences) {
        Set<Identity> inLog = new HashSet<>();
        records.stream()
                .filter(entry -> !Poison.is(entry.value()))
                .map(entry -> topic.value().deserializer().deserialize(topic.name(), entry.value()))
                .forEach(post -> inLog.add(new Identity(PublicationKey.of(post.publication()), post.id())));
        if (inLog.size() != journal.size()) {
            differences.add("posts: " + journal.size() + " accepted, " + inLog.size() + " in the log");
        }
    }

    private static List<Place> lettersOfStreams(TopicReader reader, Topics topics, RemovedRecords removed) {
        return reader.read(topics.rejected(), removed).stream()
                .map(letter -> new Place(
                        header(letter, "__streams.errors.topic"),
                        Integer.parseInt(header(letter, "__streams.errors.partition")),
                        Long.parseLong(header(letter, "__streams.errors.offset"))))
                .toList();
    }

    private static List<Place> lettersOfSink(Firestore firestore, CountSet counts)
            throws InterruptedException, ExecutionException {
        return firestore.collection(SinkDocuments.DEAD_LETTERS).get().get().getDocuments().stream()
                .filter(document ->
                        document.getId().startsWith(SinkDocuments.generationPrefix(counts.sink(), counts.generation())))
                .map(Verdict::place)
                .toList();
    }

    private static Place place(DocumentSnapshot letter) {
        return new Place(
                Objects.requireNonNull(letter.getString(SinkDocuments.TOPIC)),
                Objects.requireNonNull(letter.getLong(SinkDocuments.PARTITION)).intValue(),
                Objects.requireNonNull(letter.getLong(SinkDocuments.OFFSET)));
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = Objects.requireNonNull(letter.headers().lastHeader(name), name);
        return new String(header.value(), UTF_8);
    }
}
