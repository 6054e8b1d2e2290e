package dev.mentions.cli.command;

import dev.mentions.cli.pipeline.LocalPipeline;
import dev.mentions.cli.pipeline.PipelineAddress;
import dev.mentions.cli.pipeline.Rebuild;
import dev.mentions.service.ListenAddress;
import dev.mentions.service.ManagementServer;
import dev.mentions.service.ServiceMetrics;
import dev.mentions.service.Settings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A pipeline on this machine, for as long as it is wanted. */
@Command(
        name = "local",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the whole pipeline in one process, on loopback ports, until Ctrl-C or SIGTERM.",
            "",
            "A line starting with 'ready' tells where it listens. Everything is kept in the data directory; stopping"
                    + " finishes or keeps what was accepted. MENTIONS_API_KEYS guards the producer as it does in"
                    + " production, and MENTIONS_HTTP_ALLOWED_HOSTS names further hosts under which producer and"
                    + " dashboard are reached, see docs/CONFIG.md.",
            "",
            "Counts can always be rebuilt from the stored posts: use --rebuild when a message says that counts and posts no"
                    + " longer match."
        })
final class LocalCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where state is kept between runs (default ~/.mentions/local).")
    private Path dataDirectory = Path.of(System.getProperty("user.home"), ".mentions", "local");

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Health and metrics (default: a free one, which 'ready' tells).")
    private int managementPort;

    @Option(
            names = "--rebuild",
            description = "First delete all counts, and every generation except the current one; then count all stored"
                    + " posts again (about 1,000 posts per second on 2 cores).")
    private boolean rebuild;

    @Mixin
    private LocalOptions options;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (OrderlyStop stop = OrderlyStop.install(spec.commandLine().getErr())) {
            Rebuild rebuilding = new Rebuild(dataDirectory);
            if (rebuild || rebuilding.isUnfinished()) {
                RebuildReport.print(rebuilding.run(), out);
            }
            LocalPipeline pipeline = stop.owns(LocalPipeline.start(options.in(dataDirectory), metrics));
            stop.owns(new ServiceMetrics(metrics, pipeline::health));
            ManagementServer management = stop.owns(new ManagementServer(
                    ListenAddress.loopback(new Settings(Map.of(), System.getenv()), "management", managementPort),
                    pipeline::health,
                    metrics,
                    pipeline.calls()));
            PipelineAddress address = pipeline.address();
            out.printf(
                    "ready producer=%s dashboard=%s kafka=%s firestore=%s management=http://127.0.0.1:%d/ data=%s%n",
                    address.producer(),
                    pipeline.dashboard().orElseThrow(),
                    address.bootstrapServers(),
                    address.firestore().emulatorHost(),
                    management.port(),
                    dataDirectory);
            pipeline.failure().toCompletableFuture().get();
            return 0;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
