package dev.mentions.service;

import java.util.Map;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The log of a process: one, in one format and at the levels that are set, whatever a library logs with. */
public final class Logging {

    private Logging() {}

    /**
     * Takes in what is logged by the JDK's own logging. Logback reads its part of the environment by itself.
     *
     * @throws SettingsException when the environment asks for a format that there is not: nothing is logged then
     */
    public static void begin(Map<String, String> environment) {
        LogFormat.of(environment);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
