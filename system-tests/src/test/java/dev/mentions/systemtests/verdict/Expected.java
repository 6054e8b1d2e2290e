package dev.mentions.systemtests.verdict;

import dev.mentions.cli.archive.Row;
import dev.mentions.cli.counts.CountOracle;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.Mention;
import dev.mentions.generations.counts.CountLine;
import dev.mentions.ner.extract.NerModel;
import dev.mentions.streams.count.Windows;
import dev.mentions.systemtests.load.Journal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What the accepted posts come to, as the oracle counts them. Every set of counts is held against the same.
 *
 * @param posts of an identity of their own
 */
public record Expected(long posts, List<CountLine> totals, List<CountLine> windows) {

    private static final int ORACLE_THREADS = 2;

    public Expected {
        totals = List.copyOf(totals);
        windows = List.copyOf(windows);
    }

    /** Counts what clients know was accepted. */
    public static Expected of(Journal journal) throws IOException, InterruptedException, ExecutionException {
        return of(journal.posts());
    }

    /** Counts posts, of each identity the first. */
    static Expected of(List<Row.Json> posts) throws IOException, InterruptedException, ExecutionException {
        CountOracle oracle = new CountOracle(NerModel.bundled(), Windows.DAILY, ORACLE_THREADS, Clock.systemUTC());
        var rows = posts.iterator();
        oracle.count(() -> rows.hasNext() ? rows.next() : null);
        return new Expected(
                oracle.posts(), oracle.totals().toList(), oracle.windows().toList());
    }

    /** Returns the same without some mentions that it has. */
    Expected less(Map<EntityKey, List<Mention>> mentions) {
        Map<CountLine, Long> lost = new HashMap<>();
        mentions.forEach((key, all) -> all.forEach(mention -> {
            Instant window = Windows.DAILY.windowOf(mention.eventTime()).start();
            lost.merge(uncounted(key, null), (long) mention.count(), Long::sum);
            lost.merge(uncounted(key, window), (long) mention.count(), Long::sum);
        }));
        return new Expected(posts, less(totals, lost), less(windows, lost));
    }

    private static List<CountLine> less(List<CountLine> lines, Map<CountLine, Long> lost) {
        return lines.stream()
                .map(line -> withCount(line, line.count() - lost.getOrDefault(withCount(line, 0), 0L)))
                .filter(line -> line.count() != 0)
                .toList();
    }

    private static CountLine uncounted(EntityKey key, @Nullable Instant window) {
        return new CountLine(key.publication(), key.kind(), key.entity(), window, 0);
    }

    private static CountLine withCount(CountLine line, long count) {
        return new CountLine(line.publication(), line.kind(), line.entity(), line.window(), count);
    }
}
