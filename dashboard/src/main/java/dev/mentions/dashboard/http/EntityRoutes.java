package dev.mentions.dashboard.http;

import dev.mentions.contract.EntityKind;
import dev.mentions.dashboard.counts.Changes;
import dev.mentions.dashboard.counts.Counts;
import dev.mentions.dashboard.counts.Dated;
import dev.mentions.dashboard.counts.RangeTop;
import dev.mentions.dashboard.counts.Window;
import dev.mentions.dashboard.counts.Windows;
import dev.mentions.dashboard.feed.Catalogue;
import dev.mentions.dashboard.feed.CatalogueFeed;
import dev.mentions.dashboard.feed.Publication;
import dev.mentions.dashboard.feed.Stamp;
import dev.mentions.dashboard.store.EntityRow;
import dev.mentions.dashboard.store.Place;
import dev.mentions.dashboard.store.Rank;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a publication writes about. */
final class EntityRoutes {

    private static final int LIMIT = 20;

    /** How far a list over several windows can be paged: each page costs more than the one before. */
    private static final int DEEPEST = 1_000;

    private static final int MAX_CHANGES = 100;
    private static final int CHANGES = 10;

    private final CatalogueFeed feed;
    private final Counts counts;

    EntityRoutes(CatalogueFeed feed, Counts counts) {
        this.feed = feed;
        this.counts = counts;
    }

    /** {@code GET /publications/{id}/entities}. */
    void list(Context context) {
        Parameters parameters = new Parameters(
                context,
                Parameters.KIND,
                Parameters.FROM,
                Parameters.TO,
                Parameters.LIMIT,
                Parameters.CURSOR,
                Parameters.FORMAT);
        Set<EntityKind> kinds = parameters.kinds();
        int limit = parameters.limit(LIMIT, Parameters.MAX_LIMIT);
        Optional<String[]> cursor = Cursor.read(parameters, 2);
        Catalogue catalogue = feed.current();
        Publication publication = Selection.publication(catalogue, Parameters.id(context));
        Selection selection = Selection.of(counts, catalogue, publication, parameters.range());
        List<Window> windows = selection.windows().value();
        EntitiesView view;
        if (selection.isAllTime() || windows.size() == 1) {
            Place place =
                    Place.allTime(catalogue.generation(), publication.row().id());
            view = windows.isEmpty()
                    ? page(selection, place, publication.stamp(), kinds, limit, cursor)
                    : page(
                            selection,
                            place.in(windows.get(0).row().start()),
                            windows.get(0).stamp(),
                            kinds,
                            limit,
                            cursor);
        } else {
            view = range(selection, kinds, limit, cursor);
        }
        Replies.table(context, parameters, view);
    }

    private EntitiesView page(
            Selection selection,
            Place place,
            Stamp stamp,
            Set<EntityKind> kinds,
            int limit,
            Optional<String[]> cursor) {
        @Nullable
        Rank after =
                cursor.map(parts -> new Rank(Cursor.number(parts[0]), parts[1])).orElse(null);
        Dated<List<EntityRow>> rows = counts.entities().top(place, stamp, kinds, after, limit + 1);
        boolean more = rows.value().size() > limit;
        List<EntityRow> shown = more ? rows.value().subList(0, limit) : rows.value();
        EntityRow last = more ? shown.get(limit - 1) : null;
        return view(
                selection,
                rows.asOf(),
                true,
                shown,
                last == null ? null : Cursor.write(Long.toString(last.count()), last.id()));
    }

    private EntitiesView range(Selection selection, Set<EntityKind> kinds, int limit, Optional<String[]> cursor) {
        int from = cursor.map(parts -> offset(parts[1])).orElse(0);
        Dated<RangeTop.Ranked> top = selection.top(counts, kinds, from + limit + 1);
        List<EntityRow> rows = top.value().rows();
        int to = Math.min(rows.size(), from + limit);
        boolean more = rows.size() > to && to <= DEEPEST;
        return view(
                selection,
                top.asOf(),
                top.value().exact(),
                rows.subList(Math.min(from, to), to),
                more ? Cursor.write("", Integer.toString(to)) : null);
    }

    private static int offset(String part) {
        long offset = Cursor.number(part);
        if (offset < 0 || offset > DEEPEST) {
            throw Cursor.wrong();
        }
        return Math.toIntExact(offset);
    }

    private static EntitiesView view(
            Selection selection, Instant asOf, boolean exact, List<EntityRow> rows, @Nullable String next) {
        Parameters.Range range = selection.range();
        return new EntitiesView(
                selection.generation().number(),
                asOf,
                exact,
                range == null
                        ? null
                        : new EntitiesView.Range(
                                range.from(),
                                range.to(),
                                selection.windows().value().size()),
                EntityView.of(rows),
                next);
    }

    /** {@code GET /publications/{id}/changes}. */
    void changes(Context context) {
        Parameters parameters = new Parameters(context, "window", Parameters.KIND, Parameters.LIMIT, Parameters.FORMAT);
        Set<EntityKind> kinds = parameters.kinds();
        int limit = parameters.limit(CHANGES, MAX_CHANGES);
        Optional<Instant> start = parameters.moment("window");
        Catalogue catalogue = feed.current();
        Publication publication = Selection.publication(catalogue, Parameters.id(context));
        Dated<List<Window>> windows = start.isPresent()
                ? counts.windows().upTo(catalogue.generation(), publication, start.get())
                : counts.windows().newest(catalogue.generation(), publication, Windows.FEW);
        Window window = Windows.newestWithArticles(windows.value());
        if (start.isPresent() && (window == null || !window.row().start().equals(start.get()))) {
            throw RefusedException.notFound("That publication has no articles in a window that starts then");
        }
        int number = catalogue.generation().number();
        if (window == null) {
            Replies.table(
                    context,
                    parameters,
                    new ChangesView(number, windows.asOf(), true, null, null, List.of(), List.of()));
            return;
        }
        Window before = Windows.newestWithArticles(windows.value().stream()
                .filter(other -> other.row().start().isBefore(window.row().start()))
                .toList());
        Dated<Changes.Found> found =
                counts.changes().between(catalogue.generation(), publication, window, before, kinds, limit);
        Replies.table(
                context,
                parameters,
                new ChangesView(
                        number,
                        found.asOf(),
                        found.value().exact(),
                        WindowView.of(window.row()),
                        before == null ? null : WindowView.of(before.row()),
                        ChangesView.Item.of(found.value().rising()),
                        ChangesView.Item.of(found.value().falling())));
    }
}
