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
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server. Started once, closed once. */
public final class DashboardFront implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(DashboardFront.class);

    private static final GeneralFaults FAULTS =
            new GeneralFaults(ApiFault.MALFORMED, ApiFault.NOT_FOUND, ApiFault.METHOD_NOT_ALLOWED, ApiFault.INTERNAL);

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
        AcrossRoutes across = new AcrossRoutes(feed, counts);
        this.server = WebServer.create(listening, FAULTS, javalin -> {
            javalin.routes.before(SecurityHeaders::set);
            javalin.routes.get("/", StaticFiles::page);
            javalin.routes.get("/assets/<path>", StaticFiles::own);
            javalin.routes.get("/webjars/<path>", StaticFiles::library);
            javalin.routes.get("/publications", publications::list);
            javalin.routes.get("/publications/{id}", publications::one);
            javalin.routes.get("/publications/{id}/entities", entities::list);
            javalin.routes.get("/publications/{id}/changes", entities::changes);
            javalin.routes.get("/entities", across::named);
            javalin.routes.get("/entities/{id}", across::entity);
            javalin.routes.get("/compare", across::compare);
            javalin.routes.get("/status", live::status);
            javalin.routes.get("/events", live::events);
            refusals(javalin);
        });
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
