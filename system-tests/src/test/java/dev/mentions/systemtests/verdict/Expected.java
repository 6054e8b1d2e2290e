package dev.mentions.systemtests.verdict;

import dev.mentions.cli.counts.CountLine;
import dev.mentions.cli.counts.CountOracle;
import dev.mentions.ner.extract.NerModel;
import dev.mentions.streams.count.Windows;
import dev.mentions.systemtests.load.Journal;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;

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
        CountOracle oracle = new CountOracle(NerModel.bundled(), Windows.DAILY, ORACLE_THREADS, Clock.systemUTC());
        var rows = journal.posts().iterator();
        oracle.count(() -> rows.hasNext() ? rows.next() : null);
        return new Expected(
                oracle.posts(), oracle.totals().toList(), oracle.windows().toList());
    }
}
