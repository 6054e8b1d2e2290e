package dev.mentions.cli.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mentions.contract.Generation;
import dev.mentions.generations.counts.CountLine;
import dev.mentions.generations.counts.FirestoreCounts;
import dev.mentions.generations.counts.GenerationDifference;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells a person what another generation counts differently. Holds the counts of one publication at a time. */
final class DifferenceReport {

    private final FirestoreCounts before;
    private final FirestoreCounts after;
    private final int limit;

    private record Entry(String publication, GenerationDifference difference) {}

    /**
     * @param limit differences of each publication that are told one by one
     */
    DifferenceReport(FirestoreCounts before, FirestoreCounts after, int limit) {
        this.before = before;
        this.after = after;
        this.limit = limit;
    }

    /** Prints the publications that differ, those that differ most first. */
    void print(Generation from, Generation to, boolean json, PrintWriter out)
            throws InterruptedException, ExecutionException {
        List<Entry> entries = compare();
        entries.sort(Comparator.<Entry>comparingLong(entry -> entry.difference().mentionsMoved())
                .reversed()
                .thenComparing(Entry::publication));
        if (json) {
            entries.forEach(entry -> out.println(json(entry)));
            return;
        }
        out.printf(
                Locale.ROOT,
                "generation %d instead of %d: %,d instead of %,d articles, %,d instead of %,d entities"
                        + " (%,d gained, %,d lost, %,d counted differently)%n",
                to.number(),
                from.number(),
                sum(entries, GenerationDifference::articlesAfter),
                sum(entries, GenerationDifference::articlesBefore),
                sum(entries, GenerationDifference::entitiesAfter),
                sum(entries, GenerationDifference::entitiesBefore),
                sum(entries, GenerationDifference::gained),
                sum(entries, GenerationDifference::lost),
                sum(entries, GenerationDifference::recounted));
        entries.stream().filter(entry -> entry.difference().isAny()).forEach(entry -> print(entry, out));
    }

    private List<Entry> compare() throws InterruptedException, ExecutionException {
        Map<String, FirestoreCounts.Publication> ofBefore = byKey(before);
        Map<String, FirestoreCounts.Publication> ofAfter = byKey(after);
        TreeSet<String> keys = new TreeSet<>(ofBefore.keySet());
        keys.addAll(ofAfter.keySet());
        List<Entry> entries = new ArrayList<>();
        for (String key : keys) {
            FirestoreCounts.Publication one = ofBefore.get(key);
            FirestoreCounts.Publication other = ofAfter.get(key);
            entries.add(new Entry(
                    one == null ? other.name() : one.name(),
                    GenerationDifference.between(totals(before, one), totals(after, other), limit)));
        }
        return entries;
    }

    private static Map<String, FirestoreCounts.Publication> byKey(FirestoreCounts counts)
            throws InterruptedException, ExecutionException {
        Map<String, FirestoreCounts.Publication> byKey = new HashMap<>();
        counts.publications().forEach(publication -> byKey.put(publication.key(), publication));
        return byKey;
    }

    private static Stream<CountLine> totals(FirestoreCounts counts, FirestoreCounts.@Nullable Publication publication)
            throws InterruptedException, ExecutionException {
        return publication == null ? Stream.empty() : counts.totals(publication);
    }

    private static long sum(List<Entry> entries, ToLongFunction<GenerationDifference> number) {
        return entries.stream().map(Entry::difference).mapToLong(number).sum();
    }

    private static void print(Entry entry, PrintWriter out) {
        GenerationDifference difference = entry.difference();
        out.printf(
                Locale.ROOT,
                "%n%s: %,d instead of %,d articles; %,d entities gained, %,d lost, %,d counted differently%n",
                Printable.of(entry.publication()),
                difference.articlesAfter(),
                difference.articlesBefore(),
                difference.gained(),
                difference.lost(),
                difference.recounted());
        for (GenerationDifference.Change change : difference.largest()) {
            out.printf(
                    Locale.ROOT,
                    "  %-13s %,6d instead of %,6d  %s%n",
                    change.kind().spelling(),
                    change.after(),
                    change.before(),
                    Printable.of(change.entity()));
        }
    }

    private static ObjectNode json(Entry entry) {
        GenerationDifference difference = entry.difference();
        ObjectNode node = new JsonMapper()
                .createObjectNode()
                .put("publication", entry.publication())
                .put("articlesBefore", difference.articlesBefore())
                .put("articlesAfter", difference.articlesAfter())
                .put("entitiesBefore", difference.entitiesBefore())
                .put("entitiesAfter", difference.entitiesAfter())
                .put("gained", difference.gained())
                .put("lost", difference.lost())
                .put("recounted", difference.recounted());
        ArrayNode largest = node.putArray("largest");
        for (GenerationDifference.Change change : difference.largest()) {
            largest.addObject()
                    .put("kind", change.kind().spelling())
                    .put("entity", change.entity())
                    .put("before", change.before())
                    .put("after", change.after());
        }
        return node;
    }
}
