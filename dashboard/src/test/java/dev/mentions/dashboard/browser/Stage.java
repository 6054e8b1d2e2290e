package dev.mentions.dashboard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import dev.mentions.dashboard.app.DashboardService;
import dev.mentions.dashboard.config.DashboardConfig;
import dev.mentions.embedded.firestore.FirestoreServer;
import dev.mentions.embedded.firestore.query.Indexes;
import dev.mentions.service.FirestoreSection;
import dev.mentions.service.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Firestore server and a dashboard over it for one test class, and the browser, which all share. After each test it looks at what the browser
 * has to complain of, and at the hosts it asked: there must be none but the dashboard.
 */
final class Stage implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    /** Puts counts there, before the dashboard starts. */
    @FunctionalInterface
    interface Seed {
        void into(Counts counts) throws Exception;
    }

    private final Seed seed;
    private final Map<String, String> settings = new HashMap<>();
    private FirestoreServer server;
    private Firestore firestore;
    private Counts counts;
    private DashboardService dashboard;
    private Browser browser;

    Stage(Seed seed) {
        this.seed = seed;
    }

    /** Sets what the dashboard is told beside where to listen and what to read. */
    Stage with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        server = FirestoreServer.builder()
                .indexes(Indexes.read(Path.of("..", "firestore", "firestore.indexes.json")))
                .start();
        firestore = FirestoreOptions.newBuilder()
                .setEmulatorHost(server.host())
                .setProjectId(FirestoreSection.LOCAL_PROJECT)
                .build()
                .getService();
        counts = new Counts(firestore);
        seed.into(counts);
        counts.save();
        startDashboard(0);
        browser = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Stage.class))
                .getOrComputeIfAbsent(Browser.class, missing -> Browser.start(), Browser.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        browser.screen(Screen.DESKTOP);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            browser.screenshot("failed-" + context.getRequiredTestClass().getSimpleName() + "-"
                    + context.getRequiredTestMethod().getName());
        }
        assertThat(browser.complaints()).as("what the browser complains of").isEmpty();
        assertThat(browser.hosts()).as("hosts that were asked").isSubsetOf(root().getAuthority());
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        browser.leave();
        dashboard.close();
        firestore.close();
        server.close();
    }

    void startDashboard(int port) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("http.port", String.valueOf(port));
        all.put("firestore.emulator-host", server.host());
        all.putIfAbsent("refresh.interval", "200ms");
        // Tests read in a minute what readers do in an hour.
        all.putIfAbsent("firestore.reads-per-minute", "1000000");
        dashboard = new DashboardService(DashboardConfig.from(new Settings(all, Map.of())), new SimpleMeterRegistry());
        dashboard.start();
    }

    Browser browser() {
        return browser;
    }

    Counts counts() {
        return counts;
    }

    DashboardService dashboard() {
        return dashboard;
    }

    FirestoreServer server() {
        return server;
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + dashboard.httpPort() + "/");
    }

    /** Opens the page with a query as the address bar shows it; empty for the overview. */
    void open(String query) {
        browser.open(root().resolve("/" + query));
    }
}
