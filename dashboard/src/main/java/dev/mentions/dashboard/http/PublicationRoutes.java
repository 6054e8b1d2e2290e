package dev.mentions.dashboard.http;

import dev.mentions.dashboard.feed.Catalogue;
import dev.mentions.dashboard.feed.CatalogueFeed;
import dev.mentions.dashboard.feed.Publication;
import dev.mentions.dashboard.store.PublicationRow;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What there is to read about. */
final class PublicationRoutes {

    private static final int LIMIT = 20;

    private final CatalogueFeed feed;

    PublicationRoutes(CatalogueFeed feed) {
        this.feed = feed;
    }

    /** {@code GET /publications}. */
    void list(Context context) {
        Parameters parameters = new Parameters(context, "query", "sort", Parameters.LIMIT, Parameters.CURSOR);
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
        Replies.json(
                context,
                new PublicationsView(
                        catalogue.generation().number(),
                        catalogue.asOf(),
                        new PublicationsView.Total(catalogue.publications().size(), catalogue.articles()),
                        shown.stream()
                                .map(publication -> PublicationsView.Item.of(publication.row(), List.of()))
                                .toList(),
                        more ? sort.behind(shown.get(limit - 1).row()) : null));
    }

    private static boolean matches(PublicationRow row, String query) {
        return PublicationSort.folded(row.name()).contains(query) || row.key().contains(query);
    }
}
