package dev.mentions.cli.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.cli.archive.Row;
import dev.mentions.cli.archive.RowSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows to the producer over several lanes, each one request at a time, and keeps at it through restarts of the
 * producer. Rows with the same id go down the same lane, so that the first of them in the archive is the first to be
 * accepted. Used for one upload.
 */
public final class Uploader {

    private static final int BATCH_ROWS = 64;
    private static final int BATCH_BYTES = 1 << 20;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private static final JsonMapper MAPPER = new JsonMapper();

    private final PostClient client;
    private final UploadSettings settings;
    private final UploadListener listener;
    private final List<Lane> lanes = new ArrayList<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong lastProgress = new AtomicLong(System.nanoTime());
    private final AtomicBoolean inTrouble = new AtomicBoolean();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    public Uploader(PostClient client, UploadSettings settings, UploadListener listener) {
        this.client = client;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Sends every row and returns when each is accepted or refused.
     *
     * @throws UploadException when the producer refuses for good, or has accepted nothing for too long
     * @throws IOException when the rows cannot be read
     * @throws InterruptedException when interrupted; what was sent may have been accepted
     */
    public UploadReport upload(RowSource source) throws IOException, InterruptedException, UploadException {
        for (int i = 0; i < settings.lanes(); i++) {
            Lane lane = new Lane(this::sendAll, BATCH_ROWS, BATCH_BYTES);
            lane.start("upload-" + i);
            lanes.add(lane);
        }
        try {
            dispatch(source);
            for (Lane lane : lanes) {
                lane.finish();
            }
        } finally {
            lanes.forEach(Lane::stop);
        }
        String reason = failure.get();
        if (reason != null) {
            throw new UploadException(reason);
        }
        return report();
    }

    /** Returns what has become of the rows so far. */
    public UploadReport report() {
        return new UploadReport(accepted.get(), refused.get());
    }

    private void dispatch(RowSource source) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long sent = 0;
        while (failure.get() == null && sent < settings.limit()) {
            Row row = source.next();
            if (row == null) {
                return;
            }
            if (row instanceof Row.Broken broken) {
                refuse(broken, broken.reason());
            } else if (row instanceof Row.Json readable) {
                pace(start, sent);
                lanes.get(Math.floorMod(identity(readable.json()), lanes.size()))
                        .put(readable, () -> failure.get() != null);
                sent++;
            }
        }
    }

    private void pace(long start, long sent) throws InterruptedException {
        if (settings.rate() > 0) {
            long due = start + (long) (sent / settings.rate() * TimeUnit.SECONDS.toNanos(1));
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        }
    }

    /** Returns a number that is the same for rows of the same id; where a row has none, any. */
    private static int identity(byte[] json) {
        try {
            JsonNode id = MAPPER.readTree(json).path("id");
            return id.asText().hashCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private void sendAll(List<Row.Json> batch) throws InterruptedException {
        List<byte[]> posts = batch.stream().map(Row.Json::json).toList();
        long pause = FIRST_PAUSE_MILLIS;
        while (failure.get() == null) {
            PostClient.Answer answer = client.send(posts);
            if (answer instanceof PostClient.Answer.Decided decided) {
                settle(batch, decided.refusals());
                return;
            }
            if (answer instanceof PostClient.Answer.TryAgain tryAgain) {
                pause = waitOut(tryAgain.reason(), pause);
            } else if (answer instanceof PostClient.Answer.Never never) {
                failure.compareAndSet(null, never.reason());
            }
        }
    }

    private void settle(List<Row.Json> batch, Map<Integer, String> refusals) {
        refusals.forEach((index, reason) -> refuse(batch.get(index), reason));
        int taken = batch.size() - refusals.size();
        accepted.addAndGet(taken);
        lastProgress.set(System.nanoTime());
        inTrouble.set(false);
        listener.accepted(taken);
    }

    private void refuse(Row row, String reason) {
        refused.incrementAndGet();
        listener.refused(row.position(), reason);
    }

    /** Waits before the next try and returns the pause after that, or gives the upload up. */
    private long waitOut(String trouble, long pause) throws InterruptedException {
        long waited = System.nanoTime() - lastProgress.get();
        if (waited > settings.retryFor().toNanos()) {
            failure.compareAndSet(
                    null,
                    trouble + "; nothing was accepted for "
                            + settings.retryFor().toSeconds()
                            + " s. Run the same command again later: what was accepted is not counted twice");
            return pause;
        }
        if (inTrouble.compareAndSet(false, true)) {
            listener.waiting(trouble);
        }
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(pause / 2, pause + 1));
        return Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    }
}
