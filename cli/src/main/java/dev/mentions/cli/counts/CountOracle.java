package dev.mentions.cli.counts;

import dev.mentions.cli.archive.Position;
import dev.mentions.cli.archive.Row;
import dev.mentions.cli.archive.RowSource;
import dev.mentions.contract.CountKey;
import dev.mentions.contract.Post;
import dev.mentions.contract.PublicationKey;
import dev.mentions.generations.counts.CountLine;
import dev.mentions.ner.extract.EntityExtractor;
import dev.mentions.ner.extract.NerModel;
import dev.mentions.producer.validate.Accepted;
import dev.mentions.producer.validate.PostParser;
import dev.mentions.producer.validate.PostValidator;
import dev.mentions.producer.validate.Refused;
import dev.mentions.producer.validate.Verdict;
import dev.mentions.streams.count.Windows;
import dev.mentions.streams.extract.KeyedMention;
import dev.mentions.streams.extract.PostMentions;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts posts in this process, without Kafka: what the pipeline must come to, and as fast as names alone allow. It
 * takes and refuses what the producer does, drops repeats as the streams app does, and asks the same rules for mentions
 * and windows. Used for one count.
 */
public final class CountOracle {

    private static final int QUEUE_POSTS_PER_THREAD = 64;
    private static final long POLL_MILLIS = 50;

    private final NerModel model;
    private final int threads;
    private final Clock clock;
    private final PostParser parser = new PostParser(PostParser.DEFAULT_MAX_BYTES);
    private final Windows windows;
    private final CountTable table = new CountTable();
    private final Set<Identity> seen = new HashSet<>();

    private BiConsumer<Position, String> refusals = (position, reason) -> {};
    private volatile boolean finished;
    private long posts;

    private record Identity(String publicationKey, String id) {}

    private record Accepting(Post post, Instant acceptance) {}

    /**
     * @param threads that find names, from 1
     * @param clock tells the moment of acceptance, which decides what is too far in the future
     */
    public CountOracle(NerModel model, Windows windows, int threads, Clock clock) {
        this.model = model;
        this.windows = windows;
        this.threads = threads;
        this.clock = clock;
    }

    /** Has each refused row told, with the producer's reason. */
    public CountOracle onRefusal(BiConsumer<Position, String> listener) {
        this.refusals = listener;
        return this;
    }

    /** Counts every row. */
    public void count(RowSource source) throws IOException, InterruptedException, ExecutionException {
        BlockingQueue<Accepting> queue = new ArrayBlockingQueue<>(threads * QUEUE_POSTS_PER_THREAD);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<CountTable>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(executor.submit(counting(queue)));
            }
            for (Row row = source.next(); row != null; row = source.next()) {
                Post post = accept(row);
                if (post != null) {
                    put(queue, new Accepting(post, clock.instant()), parts);
                }
            }
            finished = true;
            for (Future<CountTable> part : parts) {
                table.addAll(part.get());
            }
        } finally {
            executor.shutdownNow();
        }
    }

    /** Returns the posts that were counted. */
    public long posts() {
        return posts;
    }

    /** Returns the counts over all time, in canonical order. */
    public Stream<CountLine> totals() {
        return table.totals();
    }

    /** Returns the counts of each window, in canonical order. */
    public Stream<CountLine> windows() {
        return table.windows();
    }

    private @Nullable Post accept(Row row) {
        if (row instanceof Row.Broken broken) {
            refusals.accept(broken.position(), broken.reason());
            return null;
        }
        Verdict verdict = PostValidator.validate(parser.parse(((Row.Json) row).json()), clock.instant());
        if (verdict instanceof Refused refused) {
            refusals.accept(row.position(), refused.detail());
            return null;
        }
        Post post = ((Accepted) verdict).post();
        if (!seen.add(new Identity(PublicationKey.of(post.publication()), post.id()))) {
            return null;
        }
        posts++;
        return post;
    }

    private static void put(BlockingQueue<Accepting> queue, Accepting post, List<Future<CountTable>> counting)
            throws InterruptedException, ExecutionException {
        while (!queue.offer(post, POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            for (Future<CountTable> part : counting) {
                if (part.isDone()) {
                    part.get();
                }
            }
        }
    }

    private Callable<CountTable> counting(BlockingQueue<Accepting> queue) {
        return () -> {
            EntityExtractor extractor = model.newExtractor();
            CountTable own = new CountTable();
            while (true) {
                boolean last = finished;
                Accepting next = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (next == null) {
                    if (last) {
                        return own;
                    }
                    continue;
                }
                for (KeyedMention mention : PostMentions.of(next.post(), next.acceptance(), extractor)) {
                    Instant start =
                            windows.windowOf(mention.mention().eventTime()).start();
                    own.add(CountKey.of(mention.key(), start), mention.mention().count());
                }
            }
        };
    }
}
