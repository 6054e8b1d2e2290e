package dev.mentions.dashboard.http;

import dev.mentions.dashboard.events.CountsEvent;
import dev.mentions.dashboard.events.Viewers;
import dev.mentions.dashboard.feed.Catalogue;
import dev.mentions.dashboard.feed.CatalogueFeed;
import dev.mentions.dashboard.pipeline.PipelineState;
import dev.mentions.dashboard.store.BudgetSpentException;
import dev.mentions.dashboard.store.ReadBudget;
import dev.mentions.dashboard.store.ReadMeter;
import dev.mentions.dashboard.store.StoreAwayException;
import dev.mentions.http.Answers;
import dev.mentions.http.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What is going on now. */
final class LiveRoutes {

    private static final long TOO_MANY_RETRY_SECONDS = 30;

    private final CatalogueFeed feed;
    private final Viewers viewers;
    private final ReadMeter meter;
    private final ReadBudget budget;
    private final Supplier<Optional<PipelineState>> pipeline;

    LiveRoutes(
            CatalogueFeed feed,
            Viewers viewers,
            ReadMeter meter,
            ReadBudget budget,
            Supplier<Optional<PipelineState>> pipeline) {
        this.feed = feed;
        this.viewers = viewers;
        this.meter = meter;
        this.budget = budget;
        this.pipeline = pipeline;
    }

    /** {@code GET /status}. */
    void status(Context context) {
        new Parameters(context);
        Catalogue catalogue = feed.current();
        Replies.json(
                context,
                new StatusView(
                        catalogue.generation().number(),
                        catalogue.asOf(),
                        catalogue.publications().size(),
                        catalogue.articles(),
                        catalogue.publications().stream()
                                .map(publication -> publication.row().updatedAt())
                                .max(Instant::compareTo)
                                .orElse(null),
                        viewers.size(),
                        new StatusView.Reads(meter.total(), meter.lastMinute(), budget.perMinute()),
                        pipeline.get().orElse(null)));
    }

    /** {@code GET /events}: a stream without an end. */
    void events(Context context) {
        new Parameters(context);
        context.future(() -> follow(context));
    }

    private CompletableFuture<Void> follow(Context context) {
        context.contentType(Viewers.MEDIA_TYPE);
        context.header(Replies.CACHE_CONTROL, "no-store");
        // Some proxies keep an answer back until it is whole.
        context.header("X-Accel-Buffering", "no");
        try {
            Optional<CompletableFuture<Void>> ended = viewers.add(context.res().getOutputStream(), greeting());
            if (ended.isEmpty()) {
                Answers.problem(
                        context,
                        Problem.of(ApiFault.TOO_MANY_VIEWERS, "viewers.max is reached; the counts can be asked for"),
                        TOO_MANY_RETRY_SECONDS);
            }
            return ended.orElseGet(() -> CompletableFuture.completedFuture(null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How it stands, so that a page that was away knows what it has missed. */
    private Optional<byte[]> greeting() {
        try {
            return Optional.of(Viewers.event(CountsEvent.NAME, CountsEvent.of(feed.current(), List.of())));
        } catch (BudgetSpentException | StoreAwayException e) {
            return Optional.empty();
        }
    }
}
