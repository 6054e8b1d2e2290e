package dev.mentions.service;

import java.util.Map;

/** How a line of the log is written. Logback includes the file of resources that has the name: log-text.xml. */
enum LogFormat {
    TEXT,
    JSON;

    /**
     * Returns what the environment asks for, which Logback follows by itself.
     *
     * @throws SettingsException when it is neither: nothing is logged then
     */
    static LogFormat of(Map<String, String> environment) {
        return new Settings(Map.of(), environment).choice("log.format", TEXT);
    }
}
