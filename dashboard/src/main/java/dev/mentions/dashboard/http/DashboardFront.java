package dev.mentions.dashboard.http;

import dev.mentions.dashboard.counts.Counts;
import dev.mentions.dashboard.events.Viewers;
import dev.mentions.dashboard.feed.CatalogueFeed;
import dev.mentions.dashboard.pipeline.PipelineState;
import dev.mentions.dashboard.store.BudgetSpentException;
import dev.mentions.dashboard.store.ReadBudget;
import dev.mentions.dashboard.store.ReadMeter;
import dev.mentions.dashboard.store.StoreAwayException;
import dev.mentions.http.Answers;
import dev.mentions.http.GeneralFaults;
import dev.mentions.http.Listening;
import dev.mentions.http.Problem;
import dev.mentions.http.WebServer;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server. Started once, closed once. */
public final class DashboardFront implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(DashboardFront.class);

    private static final GeneralFaults FAULTS = new GeneralFaults(
            ApiFault.MALFORMED,
            ApiFault.NOT_FOUND,
            ApiFault.METHOD_NOT_ALLOWED,
            ApiFault.MISDIRECTED,
            ApiFault.INTERNAL);

    private final WebServer server;

    /** @param pipeline how the pipeline does, where that is known */
    public DashboardFront(
            Listening listening,
            CatalogueFeed feed,
            Counts counts,
            Viewers viewers,
            ReadMeter meter,
            ReadBudget budget,
            Supplier<Optional<PipelineState>> pipeline) {
        LiveRoutes live = new LiveRoutes(feed, viewers, meter, budget, pipeline);
        PublicationRoutes publications = new PublicationRoutes(feed, counts);
        EntityRoutes entities = new EntityRoutes(feed, counts);
        CloudRoutes clouds = new CloudRoutes(feed, counts);
        AcrossRoutes across = new AcrossRoutes(feed, counts);
        Map<String, Handler> routes = routes(publications, entities, clouds, across, live);
        this.server = WebServer.create(listening, FAULTS, javalin -> {
            javalin.routes.before(SecurityHeaders::set);
            routes.forEach(javalin.routes::get);
            refusals(javalin);
        });
    }

    /** Returns what is answered, by path. */
    static Map<String, Handler> routes(
            PublicationRoutes publications,
            EntityRoutes entities,
            CloudRoutes clouds,
            AcrossRoutes across,
            LiveRoutes live) {
        Map<String, Handler> routes = new LinkedHashMap<>();
        routes.put("/", StaticFiles::page);
        routes.put("/assets/<path>", StaticFiles::own);
        routes.put("/webjars/<path>", StaticFiles::library);
        routes.put("/openapi.json", StaticFiles.beside(Answers.JSON, "openapi.json"));
        routes.put("/docs", StaticFiles.beside(StaticFiles.HTML, "docs.html"));
        routes.put("/docs.js", StaticFiles.beside(StaticFiles.SCRIPT, "docs.js"));
        routes.put("/publications", publications::list);
        routes.put("/publications/{id}", publications::one);
        routes.put("/publications/{id}/entities", entities::list);
        routes.put("/publications/{id}/changes", entities::changes);
        routes.put("/publications/{id}/wordcloud.svg", clouds::svg);
        routes.put("/publications/{id}/wordcloud.png", clouds::png);
        routes.put("/entities", across::named);
        routes.put("/entities/{id}", across::entity);
        routes.put("/compare", across::compare);
        routes.put("/status", live::status);
        routes.put("/events", live::events);
        return routes;
    }

    private static void refusals(JavalinConfig javalin) {
        javalin.routes.exception(
                RefusedException.class, (refused, context) -> Answers.problem(context, refused.problem()));
        javalin.routes.exception(
                BudgetSpentException.class,
                (spent, context) -> Answers.problem(
                        context,
                        Problem.of(
                                ApiFault.READS_SPENT,
                                "Nobody has asked for this before, and firestore.reads-per-minute allows no more"
                                        + " reads now"),
                        spent.retryAfterSeconds()));
        javalin.routes.exception(StoreAwayException.class, (away, context) -> {
            LOGGER.atWarn().setCause(away).log("Firestore does not answer");
            Answers.problem(
                    context,
                    Problem.of(ApiFault.STORE_AWAY, "Firestore did not answer, and nobody has asked for this before"));
        });
    }

    /** Binds and begins to answer. */
    public void start() {
        server.start();
    }

    /** Returns the port that is bound. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
