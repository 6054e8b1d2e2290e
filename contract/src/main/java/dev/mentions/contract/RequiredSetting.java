package dev.mentions.contract;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * What Mentions needs of a setting of a topic or a broker. A topic that Mentions creates gets the value; the value of a
 * topic that exists is compared with it.
 *
 * @param key as in Kafka's configuration
 * @param value the value that is set at creation
 * @param comparison how the value found is compared with {@code value}
 * @param severity what follows when it does not compare
 * @param consequence ends the sentence "Topic T has key=value, so ..."; {@code %s} is the value found, in words
 */
public record RequiredSetting(String key, String value, Comparison comparison, Severity severity, String consequence) {

    public RequiredSetting {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        requireNonNull(comparison, "comparison");
        requireNonNull(severity, "severity");
        requireNonNull(consequence, "consequence");
    }

    /** How a value is compared with the one that is required. */
    public enum Comparison {
        /** The same word, in any case. */
        EQUAL,
        /** The same number or a larger one. */
        AT_LEAST,
        /** A negative number, which is no limit in Kafka. */
        UNLIMITED,
        /** Any cleanup policy without compaction. */
        NOT_COMPACTED,
        /** Any value: only what is created gets this one. */
        ANY
    }

    /** What a service does at start when a setting is not as required. */
    public enum Severity {
        /** It refuses to start: records would be lost, miscounted or refused. */
        REFUSE,
        /** It refuses to start, unless the operator has accepted this limit with {@code topics.min-retention}. */
        REFUSE_UNLESS_ACCEPTED,
        /** It warns and starts: a replay or the loss of a broker is what suffers. */
        WARN
    }

    /**
     * Returns whether a value satisfies this.
     *
     * @param actual as Kafka describes it
     */
    public boolean isMetBy(String actual) {
        return switch (comparison) {
            case EQUAL -> actual.equalsIgnoreCase(value);
            case AT_LEAST -> Long.parseLong(actual) >= Long.parseLong(value);
            case UNLIMITED -> Long.parseLong(actual) < 0;
            case NOT_COMPACTED -> !actual.toLowerCase(Locale.ROOT).contains("compact");
            case ANY -> true;
        };
    }

    /** Returns the configuration of a topic that is created. */
    public static Map<String, String> creation(Collection<RequiredSetting> settings) {
        return settings.stream().collect(toUnmodifiableMap(RequiredSetting::key, RequiredSetting::value));
    }
}
