package dev.mentions.service;

import java.util.List;
import java.util.Map;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The log of a process: one, in one format and at the levels that are set, whatever a library logs with. */
public final class Logging {

    private static final String FORMAT = "MENTIONS_LOG_FORMAT";

    /** As logback.xml knows them; it writes text for anything else. */
    private static final List<String> FORMATS = List.of("text", "json");

    private Logging() {}

    /**
     * Takes in what is logged by the JDK's own logging. Logback reads its part of the environment by itself.
     *
     * @throws SettingsException when the environment asks for a format that there is not
     */
    public static void begin(Map<String, String> environment) {
        String format = environment.getOrDefault(FORMAT, "");
        if (!format.isEmpty() && !FORMATS.contains(format)) {
            throw new SettingsException(
                    FORMAT + " is '" + format + "', which is not one of " + String.join(", ", FORMATS));
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
