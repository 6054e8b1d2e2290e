package dev.mentions.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import org.apache.kafka.common.utils.Time;

/**
 * Gives Kafka's classes in this process a clock that never goes back. Kafka measures its commit intervals, polls,
 * heartbeats and retries by the wall clock; when that is set back by an hour, they stand still for an hour.
 */
public final class KafkaClock {

    private static final String SYSTEM_TIME = "org/apache/kafka/common/utils/SystemTime.class";

    /** Marks the time source that never goes back. */
    public interface Steady {}

    private KafkaClock() {}

    /**
     * Installs the clock. To be called before any of Kafka's classes is used; a second call does nothing.
     *
     * @throws IllegalStateException when Kafka has its own clock already
     */
    public static void install() {
        try {
            // By definition and not by the order of the class path, which the zip's lib/* leaves open.
            MethodHandles.privateLookupIn(Time.class, MethodHandles.lookup()).defineClass(systemTime());
        } catch (LinkageError e) {
            // The class is loaded already. Whether it is this one is seen below.
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Kafka's classes are in a named module. Put them on the class path", e);
        }
        if (!(Time.SYSTEM instanceof Steady)) {
            throw new IllegalStateException(
                    "Kafka's own clock " + Time.SYSTEM.getClass().getName()
                            + " is in use. Call KafkaClock.install before any class of Kafka is used");
        }
    }

    /** Returns the code of the class beside this one, and not of Kafka's class of that name. */
    private static byte[] systemTime() {
        String here = KafkaClock.class.getName().replace('.', '/') + ".class";
        try {
            String self = String.valueOf(KafkaClock.class.getClassLoader().getResource(here));
            URL url = new URL(self.substring(0, self.length() - here.length()) + SYSTEM_TIME);
            try (InputStream code = url.openStream()) {
                return code.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + SYSTEM_TIME + " of mentions-service", e);
        }
    }
}
