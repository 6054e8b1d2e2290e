package dev.mentions.producer.http;

import dev.mentions.producer.config.TlsSection;
import dev.mentions.service.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 with the certificate of a key store, which may be replaced on disk while the server runs: it is looked
 * at every ten seconds. One that cannot be read is told once and leaves the certificate as it was; Jetty's own scanner
 * would leave none. The content is compared and not the time, because a Kubernetes secret changes behind a link.
 */
final class TlsCertificates extends AbstractLifeCycle {

    private static final Logger LOGGER = LoggerFactory.getLogger(TlsCertificates.class);

    private static final long PERIOD_MILLIS = 10_000;

    private final TlsSection tls;
    private final long periodMillis;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tls-certificates");
        thread.setDaemon(true);
        return thread;
    });

    private byte[] seen = {};

    TlsCertificates(TlsSection tls) {
        this(tls, PERIOD_MILLIS);
    }

    /**
     * @param periodMillis between two looks at the file
     */
    TlsCertificates(TlsSection tls, long periodMillis) {
        this.tls = tls;
        this.periodMillis = periodMillis;
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.setKeyStore(tls.load());
        factory.setKeyStorePassword(tls.password().value());
        // Clients may call us by an address or a proxy's name, and are told the one certificate there is.
        factory.setSniRequired(false);
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    @Override
    protected void doStart() throws IOException {
        seen = Files.readAllBytes(tls.file());
        var unused = executor.scheduleWithFixedDelay(this::look, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        executor.shutdownNow();
    }

    private void look() {
        try {
            byte[] now = Files.readAllBytes(tls.file());
            if (!Arrays.equals(now, seen)) {
                seen = now;
                renew();
            }
        } catch (IOException e) {
            LOGGER.atDebug().setCause(e).log("The key store is not there now");
        }
    }

    private void renew() {
        try {
            var store = tls.load();
            factory.reload(unused -> factory.setKeyStore(store));
            LOGGER.atInfo().addKeyValue("file", tls.file().toString()).log("Took over the new certificate");
        } catch (SettingsException e) {
            LOGGER.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("The new key store cannot be used; the certificate stays as it was");
        } catch (Exception e) {
            LOGGER.atError().setCause(e).log("Cannot take over the new certificate");
        }
    }
}
