package dev.mentions.service;

import dev.mentions.contract.RequiredSetting;
import java.time.Duration;

/** Says in words what the value of a setting is: {@code 604800000} milliseconds are 7 days. */
final class SettingWords {

    private SettingWords() {}

    /** Returns the consequence of a value. */
    static String fill(RequiredSetting setting, String actual) {
        return setting.consequence().replace("%s", words(setting.key(), actual));
    }

    private static String words(String key, String actual) {
        if (key.endsWith(".ms")) {
            return words(Duration.ofMillis(Long.parseLong(actual)));
        }
        if (key.endsWith(".minutes")) {
            return words(Duration.ofMinutes(Long.parseLong(actual)));
        }
        return key.endsWith(".bytes") ? actual + " bytes" : actual;
    }

    /** In the largest unit that gives a whole number. */
    private static String words(Duration duration) {
        if (duration.toMillis() % Duration.ofDays(1).toMillis() == 0) {
            return amount(duration.toDays(), "day");
        }
        if (duration.toMillis() % Duration.ofHours(1).toMillis() == 0) {
            return amount(duration.toHours(), "hour");
        }
        if (duration.toMillis() % Duration.ofMinutes(1).toMillis() == 0) {
            return amount(duration.toMinutes(), "minute");
        }
        return duration.toMillis() % 1_000 == 0
                ? amount(duration.toSeconds(), "second")
                : amount(duration.toMillis(), "millisecond");
    }

    private static String amount(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
