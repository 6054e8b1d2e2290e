package dev.mentions.dashboard.http;

import dev.mentions.dashboard.counts.Counts;
import dev.mentions.dashboard.counts.Dated;
import dev.mentions.dashboard.counts.Window;
import dev.mentions.dashboard.counts.Windows;
import dev.mentions.dashboard.feed.Catalogue;
import dev.mentions.dashboard.feed.CatalogueFeed;
import dev.mentions.dashboard.feed.Publication;
import dev.mentions.dashboard.store.BudgetSpentException;
import dev.mentions.dashboard.store.PublicationRow;
import dev.mentions.dashboard.store.StoreAwayException;
import dev.mentions.dashboard.store.WindowRow;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What there is to read about. */
final class PublicationRoutes {

    private static final int LIMIT = 20;

    private static final Logger LOGGER = LoggerFactory.getLogger(PublicationRoutes.class);

    private final CatalogueFeed feed;
    private final Counts counts;

    PublicationRoutes(CatalogueFeed feed, Counts counts) {
        this.feed = feed;
        this.counts = counts;
    }

    /** {@code GET /publications}. */
    void list(Context context) {
        Parameters parameters =
                new Parameters(context, "query", "sort", Parameters.LIMIT, Parameters.CURSOR, Parameters.FORMAT);
        String query =
                PublicationSort.folded(parameters.text("query").orElse("")).strip();
        PublicationSort sort = parameters.choice("sort", PublicationSort.ARTICLES);
        int limit = parameters.limit(LIMIT, Parameters.MAX_LIMIT);
        Optional<PublicationRow> behind = Cursor.read(parameters, 5).map(sort::at);
        Catalogue catalogue = feed.current();
        Comparator<PublicationRow> order = sort.order();
        List<Publication> found = catalogue.publications().stream()
                .filter(publication -> matches(publication.row(), query))
                .filter(publication -> behind.isEmpty() || order.compare(publication.row(), behind.get()) > 0)
                .sorted((a, b) -> order.compare(a.row(), b.row()))
                .limit(limit + 1L)
                .toList();
        boolean more = found.size() > limit;
        List<Publication> shown = more ? found.subList(0, limit) : found;
        Map<String, List<WindowRow>> windows = windows(catalogue, shown);
        Replies.table(
                context,
                parameters,
                new PublicationsView(
                        catalogue.generation().number(),
                        catalogue.asOf(),
                        new PublicationsView.Total(catalogue.publications().size(), catalogue.articles()),
                        shown.stream()
                                .map(publication -> PublicationsView.Item.of(
                                        publication.row(),
                                        windows.getOrDefault(publication.row().id(), List.of())))
                                .toList(),
                        more ? sort.behind(shown.get(limit - 1).row()) : null));
    }

    private static boolean matches(PublicationRow row, String query) {
        return PublicationSort.folded(row.name()).contains(query) || row.key().contains(query);
    }

    /** Returns the newest windows; of none when they cannot be read: a list without lines is better than no list. */
    private Map<String, List<WindowRow>> windows(Catalogue catalogue, List<Publication> shown) {
        Map<String, Callable<Dated<List<Window>>>> reads = new LinkedHashMap<>();
        shown.forEach(publication -> reads.put(
                publication.row().id(),
                () -> counts.windows().newest(catalogue.generation(), publication, Windows.FEW)));
        Map<String, List<WindowRow>> windows = new LinkedHashMap<>();
        try {
            counts.threads().all(reads).forEach((id, list) -> windows.put(id, rows(list.value())));
        } catch (BudgetSpentException | StoreAwayException e) {
            LOGGER.atDebug().setCause(e).log("Publications are listed without their windows");
        }
        return windows;
    }

    private static List<WindowRow> rows(List<Window> windows) {
        return windows.stream().map(Window::row).toList();
    }

    /** {@code GET /publications/{id}}. */
    void one(Context context) {
        Parameters parameters = new Parameters(context, Parameters.FORMAT);
        Catalogue catalogue = feed.current();
        Publication publication = Selection.publication(catalogue, Parameters.id(context));
        Dated<List<Window>> windows = counts.windows().newest(catalogue.generation(), publication, Windows.MANY);
        PublicationRow row = publication.row();
        Replies.table(
                context,
                parameters,
                new PublicationView(
                        catalogue.generation().number(),
                        windows.asOf(),
                        row.id(),
                        row.key(),
                        row.name(),
                        row.articles(),
                        row.updatedAt(),
                        WindowView.of(rows(windows.value()))));
    }
}
