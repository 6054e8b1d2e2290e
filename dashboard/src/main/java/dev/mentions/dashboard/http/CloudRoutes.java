package dev.mentions.dashboard.http;

import dev.mentions.contract.EntityKind;
import dev.mentions.dashboard.cloud.CloudLayout;
import dev.mentions.dashboard.cloud.CloudPng;
import dev.mentions.dashboard.cloud.CloudSvg;
import dev.mentions.dashboard.cloud.CloudTheme;
import dev.mentions.dashboard.cloud.PlacedWord;
import dev.mentions.dashboard.cloud.Word;
import dev.mentions.dashboard.counts.Counts;
import dev.mentions.dashboard.feed.Catalogue;
import dev.mentions.dashboard.feed.CatalogueFeed;
import dev.mentions.dashboard.feed.Publication;
import dev.mentions.dashboard.store.EntityRow;
import dev.mentions.http.Problem;
import io.javalin.http.Context;
import java.util.List;
import java.util.Set;

/** Word clouds of publications, for the page and for others to embed. */
final class CloudRoutes {

    private static final int LIMIT = 60;
    private static final int WIDTH = 800;
    private static final int HEIGHT = 450;
    private static final int SMALLEST = 100;
    private static final int LARGEST = 2_000;

    private final CatalogueFeed feed;
    private final Counts counts;

    CloudRoutes(CatalogueFeed feed, Counts counts) {
        this.feed = feed;
        this.counts = counts;
    }

    private enum Links {
        FALSE,
        TRUE
    }

    /** What a picture shows. */
    private record Cloud(
            Publication publication, List<PlacedWord> words, int width, int height, CloudTheme theme, boolean links) {}

    /** {@code GET /publications/{id}/wordcloud.svg}. */
    void svg(Context context) {
        Cloud cloud = cloud(context);
        String title = "What " + cloud.publication().row().name() + " writes about";
        picture(
                context,
                CloudSvg.MEDIA_TYPE,
                CloudSvg.of(cloud.words(), title, cloud.width(), cloud.height(), cloud.theme(), cloud.links()));
    }

    /** {@code GET /publications/{id}/wordcloud.png}. */
    void png(Context context) {
        Cloud cloud = cloud(context);
        try {
            picture(
                    context,
                    CloudPng.MEDIA_TYPE,
                    CloudPng.of(cloud.words(), cloud.width(), cloud.height(), cloud.theme()));
        } catch (CloudPng.NoFontException e) {
            throw new RefusedException(Problem.of(
                    ApiFault.NO_FONT,
                    "Drawing needs a font: install the packages fontconfig and fonts-dejavu-core, or take the SVG"));
        }
    }

    private static void picture(Context context, String type, byte[] picture) {
        Replies.body(context, type, picture);
        context.header(Replies.CACHE_CONTROL, "public, max-age=60");
        context.header("Cross-Origin-Resource-Policy", "cross-origin");
    }

    private Cloud cloud(Context context) {
        Parameters parameters = new Parameters(
                context,
                Parameters.KIND,
                Parameters.FROM,
                Parameters.TO,
                Parameters.LIMIT,
                "width",
                "height",
                "theme",
                "links");
        Set<EntityKind> kinds = parameters.kinds();
        int limit = parameters.limit(LIMIT, Parameters.MAX_LIMIT);
        int width = parameters.number("width", WIDTH, SMALLEST, LARGEST);
        int height = parameters.number("height", HEIGHT, SMALLEST, LARGEST);
        CloudTheme theme = parameters.choice("theme", CloudTheme.LIGHT);
        boolean links = parameters.choice("links", Links.FALSE) == Links.TRUE;
        Catalogue catalogue = feed.current();
        Publication publication = Selection.publication(catalogue, Parameters.id(context));
        Selection selection = Selection.of(counts, catalogue, publication, parameters.range());
        List<EntityRow> rows = selection.top(counts, kinds, limit).value().rows();
        List<Word> words = rows.stream()
                .map(row -> new Word(row.id(), row.text(), row.kind(), row.count()))
                .toList();
        return new Cloud(publication, CloudLayout.of(words, width, height), width, height, theme, links);
    }
}
