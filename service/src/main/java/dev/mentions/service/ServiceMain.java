package dev.mentions.service;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main of every service: reads settings, starts it beside its management port, and stops it in order on SIGTERM
 * or SIGINT with exit code 0, or with 1 when it fails. Wrong settings exit with 2.
 */
public final class ServiceMain {

    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceMain.class);

    /** Kubernetes and Docker kill 30 s and 10 s after their SIGTERM unless told otherwise; we aim below the first. */
    private static final int STOP_LIMIT_SECONDS = 25;

    private final String name;
    private final Factory factory;

    /** Makes a service that is not started yet. */
    @FunctionalInterface
    public interface Factory {

        /**
         * Makes it.
         *
         * @param settings to be read in full here
         * @throws SettingsException when they are wrong
         */
        Service create(Settings settings, Telemetry telemetry);
    }

    private ServiceMain(String name, Factory factory) {
        this.name = name;
        this.factory = factory;
    }

    /**
     * Runs a service until it is stopped or fails, and ends the process.
     *
     * @param name for messages
     * @param arguments {@code --config FILE}, {@code --help} or none
     */
    public static void run(String name, String[] arguments, Factory factory) {
        List<String> words = Arrays.asList(arguments);
        if (words.contains("--help") || words.contains("-h")) {
            System.out.printf(
                    "Usage: %s [--config FILE]%n%nSettings come from FILE (Java properties) and, over it, from the"
                            + " environment:%nhttp.port is MENTIONS_HTTP_PORT. docs/CONFIG.md lists them all.%n",
                    name);
            return;
        }
        if (!words.isEmpty() && !(words.size() == 2 && words.get(0).equals("--config"))) {
            System.err.printf("%s: expected no arguments or --config FILE, see --help%n", name);
            System.exit(2);
        }
        Path file = words.isEmpty() ? null : Path.of(words.get(1));
        System.exit(new ServiceMain(name, factory).run(file));
    }

    private int run(@Nullable Path file) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        TraceExport traces;
        Service service;
        ListenAddress management;
        try {
            Logging.begin(System.getenv());
            KafkaClock.install();
            Settings settings = Settings.load(file, System.getenv());
            management = ListenAddress.from(settings, "management", 0);
            traces = TraceExport.start(name, System.getenv());
            service = factory.create(settings, new Telemetry(metrics, traces.tracer()));
            settings.refuseUnknown();
        } catch (SettingsException e) {
            System.err.printf("%s: %s%n", name, e.getMessage());
            return 2;
        } catch (ConfigException e) {
            return refusedByKafka(e);
        }
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger exitCode = new AtomicInteger();
        service.failure().whenComplete((nothing, error) -> {
            if (error != null) {
                tell("Failed", error);
                exitCode.set(1);
                done.countDown();
            }
        });
        Thread stop = new Thread(
                () -> {
                    done.countDown();
                    close(service);
                    traces.close();
                    // A hook cannot choose the exit code otherwise, and SIGTERM is an orderly end.
                    Runtime.getRuntime().halt(exitCode.get());
                },
                "stop");
        try (ServiceMetrics common = new ServiceMetrics(metrics, service::health);
                ManagementServer server = new ManagementServer(management, service::health, metrics, service.calls())) {
            Runtime.getRuntime().addShutdownHook(stop);
            service.start();
            LOGGER.atInfo()
                    .addKeyValue("service", name)
                    .addKeyValue("managementPort", server.port())
                    .log("Started");
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ConfigException e) {
            exitCode.compareAndSet(0, refusedByKafka(e));
        } catch (Exception e) {
            tell("Cannot start", e);
            exitCode.compareAndSet(0, 1);
        }
        return exitCode.get();
    }

    /** What an operator has to fix in Kafka says so itself; a stack trace would only hide it. */
    private void tell(String what, Throwable error) {
        if (error instanceof TopicFaultException) {
            LOGGER.atError().addKeyValue("service", name).log(what + ". " + error.getMessage());
        } else {
            LOGGER.atError().addKeyValue("service", name).setCause(error).log(what);
        }
    }

    /** Tells of a {@code kafka.*} setting that Kafka's own check has refused. Kafka hides the values of secret ones. */
    private int refusedByKafka(ConfigException e) {
        System.err.printf("%s: Kafka refuses a setting under kafka.*: %s%n", name, e.getMessage());
        return 2;
    }

    /** Closes a service, for {@value #STOP_LIMIT_SECONDS} s at most: past that, what it has not finished is kept. */
    private static void close(Service service) {
        Thread closing = new Thread(service::close, "close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(TimeUnit.SECONDS.toMillis(STOP_LIMIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closing.isAlive()) {
            LOGGER.warn("Not closed in time; what was not finished is done after the next start");
        }
    }
}
