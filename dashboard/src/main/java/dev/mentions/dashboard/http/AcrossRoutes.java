package dev.mentions.dashboard.http;

import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.EntityKind;
import dev.mentions.dashboard.counts.Across;
import dev.mentions.dashboard.counts.Comparison;
import dev.mentions.dashboard.counts.Counts;
import dev.mentions.dashboard.counts.Dated;
import dev.mentions.dashboard.counts.RangeTop;
import dev.mentions.dashboard.counts.Window;
import dev.mentions.dashboard.counts.Windows;
import dev.mentions.dashboard.feed.Catalogue;
import dev.mentions.dashboard.feed.CatalogueFeed;
import dev.mentions.dashboard.feed.Publication;
import dev.mentions.dashboard.store.EntityRow;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** Entities across publications, and publications side by side. */
final class AcrossRoutes {

    private static final int LIMIT = 20;

    /** The publications of an entity that have a line. */
    private static final int MAX_LINES = 10;

    /** Looked at of each side of a comparison, for each one of its list. */
    private static final int LOOKED_AT = 2;

    private static final int MAX_COMPARED = 100;

    /** The windows of a comparison: what one side lacks is looked up in each. */
    private static final int COMPARED_WINDOWS = 31;

    private final CatalogueFeed feed;
    private final Counts counts;

    AcrossRoutes(CatalogueFeed feed, Counts counts) {
        this.feed = feed;
        this.counts = counts;
    }

    /** {@code GET /entities}: those that have a name. */
    void named(Context context) {
        Parameters parameters = new Parameters(context, "name", Parameters.KIND, Parameters.FORMAT);
        String key = PublicationSort.folded(parameters.required("name"))
                .replaceAll("\\s+", " ")
                .strip();
        Set<EntityKind> kinds = parameters.kinds();
        Map<String, EntityKind> ids = new LinkedHashMap<>();
        Arrays.stream(EntityKind.values())
                .filter(kind -> kind != EntityKind.ARTICLE && (kinds.isEmpty() || kinds.contains(kind)))
                .forEach(kind -> ids.put(CountDocuments.entityId(kind, key), kind));
        Catalogue catalogue = feed.current();
        Dated<Map<String, List<Across.Found>>> found = counts.across().find(catalogue, ids.keySet());
        List<NamesView.Item> items = new ArrayList<>();
        ids.forEach((id, kind) -> {
            List<Across.Found> where = found.value().getOrDefault(id, List.of());
            if (!where.isEmpty()) {
                items.add(new NamesView.Item(
                        id, kind.spelling(), key, where.get(0).row().text(), sum(where), where.size()));
            }
        });
        items.sort((a, b) -> Long.compare(b.count(), a.count()));
        Replies.table(context, parameters, new NamesView(catalogue.generation().number(), found.asOf(), items));
    }

    /** {@code GET /entities/{id}}: one in all publications. */
    void entity(Context context) {
        Parameters parameters =
                new Parameters(context, Parameters.FROM, Parameters.TO, Parameters.LIMIT, Parameters.FORMAT);
        int limit = parameters.limit(MAX_LINES, MAX_LINES);
        Parameters.Range range = parameters.range();
        String id = Parameters.id(context);
        Catalogue catalogue = feed.current();
        Dated<Map<String, List<Across.Found>>> found = counts.across().find(catalogue, List.of(id));
        List<Across.Found> where = found.value().getOrDefault(id, List.of());
        if (where.isEmpty()) {
            throw RefusedException.notFound(
                    "Of the publications with most articles none writes about an entity of that id");
        }
        Map<String, Callable<Dated<List<Window>>>> reads = new LinkedHashMap<>();
        where.stream()
                .limit(limit)
                .map(Across.Found::publication)
                .forEach(publication -> reads.put(
                        publication.row().id(),
                        () -> range == null
                                ? counts.windows().newest(catalogue.generation(), publication, Windows.FEW)
                                : Selection.of(counts, catalogue, publication, range)
                                        .windows()));
        Map<String, List<Window>> windows = new LinkedHashMap<>();
        counts.threads().all(reads).forEach((publication, list) -> windows.put(publication, list.value()));
        Dated<Map<String, List<Across.Point>>> lines = counts.across().lines(catalogue.generation(), id, windows);
        EntityRow row = where.get(0).row();
        Replies.table(
                context,
                parameters,
                new EntityAcrossView(
                        catalogue.generation().number(),
                        Dated.earlier(found.asOf(), lines.asOf()),
                        id,
                        row.kind().spelling(),
                        row.key(),
                        row.text(),
                        sum(where),
                        new EntityAcrossView.Considered(
                                Math.min(catalogue.publications().size(), Across.PUBLICATIONS),
                                catalogue.publications().size()),
                        where.stream()
                                .map(one -> new EntityAcrossView.Item(
                                        one.publication().row().id(),
                                        one.publication().row().name(),
                                        one.publication().row().articles(),
                                        one.row().count(),
                                        lines.value()
                                                .getOrDefault(
                                                        one.publication().row().id(), List.of())))
                                .toList()));
    }

    private static long sum(List<Across.Found> found) {
        return found.stream().mapToLong(one -> one.row().count()).sum();
    }

    /** {@code GET /compare}. */
    void compare(Context context) {
        Parameters parameters = new Parameters(
                context,
                "a",
                "b",
                Parameters.KIND,
                Parameters.FROM,
                Parameters.TO,
                Parameters.LIMIT,
                Parameters.FORMAT);
        String idA = parameters.requiredId("a");
        String idB = parameters.requiredId("b");
        if (idA.equals(idB)) {
            throw RefusedException.parameter("b", "a and b are the same publication");
        }
        Set<EntityKind> kinds = parameters.kinds();
        int limit = parameters.limit(LIMIT, MAX_COMPARED);
        // A shorter list is the beginning of that one: the names at the top may all be in both.
        int lookedAt = LOOKED_AT * Math.max(limit, LIMIT);
        Parameters.Range range = parameters.range();
        Catalogue catalogue = feed.current();
        Publication a = Selection.publication(catalogue, idA);
        Publication b = Selection.publication(catalogue, idB);
        Selection selectionA = Selection.of(counts, catalogue, a, range).atMost(COMPARED_WINDOWS);
        Selection selectionB = Selection.of(counts, catalogue, b, range).atMost(COMPARED_WINDOWS);
        Dated<RangeTop.Ranked> topA = selectionA.top(counts, kinds, lookedAt);
        Dated<RangeTop.Ranked> topB = selectionB.top(counts, kinds, lookedAt);
        Dated<Comparison.Found> found =
                counts.comparison().of(catalogue.generation(), side(selectionA, topA), side(selectionB, topB), limit);
        Replies.table(
                context,
                parameters,
                new CompareView(
                        catalogue.generation().number(),
                        Dated.earlier(Dated.earlier(topA.asOf(), topB.asOf()), found.asOf()),
                        side(a),
                        side(b),
                        EntityView.of(found.value().onlyA()),
                        EntityView.of(found.value().onlyB()),
                        found.value().both().stream()
                                .map(one -> new CompareView.Shared(
                                        one.row().id(),
                                        one.row().kind().spelling(),
                                        one.row().key(),
                                        one.row().text(),
                                        one.countA(),
                                        one.countB()))
                                .toList()));
    }

    private static Comparison.Side side(Selection selection, Dated<RangeTop.Ranked> top) {
        return new Comparison.Side(
                selection.publication(),
                selection.range() != null,
                selection.windows().value(),
                top.value().rows());
    }

    private static CompareView.Side side(Publication publication) {
        return new CompareView.Side(
                publication.row().id(),
                publication.row().name(),
                publication.row().articles());
    }
}
