package dev.mentions.cli.command;

import dev.mentions.cli.archive.Archive;
import dev.mentions.cli.archive.Position;
import dev.mentions.cli.upload.UploadListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows how far an upload is: a bar on a terminal, a line now and then elsewhere. Safe for use by several threads. */
final class LoadProgress implements UploadListener, AutoCloseable {

    private final Archive archive;
    private final PrintWriter err;
    private final ProgressBar bar;
    private final LongAdder posts = new LongAdder();
    private final RefusedRows refusals;
    private final long start = System.nanoTime();
    private boolean closed;

    LoadProgress(Archive archive, PrintWriter err) {
        this.archive = archive;
        this.err = err;
        this.refusals = new RefusedRows(err);
        this.bar = ProgressBars.show(
                new ProgressBarBuilder()
                        .setTaskName("load")
                        .setInitialMax(archive.bytes())
                        .setUnit(" MB", 1_000_000),
                err);
    }

    @Override
    public void accepted(int count) {
        posts.add(count);
        long sum = posts.sum();
        double seconds = Math.max(0.001, (System.nanoTime() - start) / 1e9);
        bar.stepTo(archive.bytesRead());
        bar.setExtraMessage(
                String.format(Locale.ROOT, " %,d posts, %,.0f/s, %,d refused", sum, sum / seconds, refusals.count()));
    }

    @Override
    public void refused(Position position, String reason) {
        refusals.tell(position, reason);
    }

    @Override
    public void waiting(String reason) {
        err.println("load: " + reason + "; trying again");
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            bar.close();
        }
    }
}
