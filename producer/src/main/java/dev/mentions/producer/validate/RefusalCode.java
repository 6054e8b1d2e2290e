package dev.mentions.producer.validate;

import java.util.Locale;

/** Every reason for which a post as such is refused, as programs know it. */
public enum RefusalCode {
    MALFORMED,
    NOT_AN_OBJECT,
    TOO_LARGE,
    DUPLICATE,
    WRONG_TYPE,
    MISSING,
    BLANK,
    TOO_LONG,
    LONE_SURROGATE,
    CONTROL_CHARACTER,
    NOT_A_TIME,
    IN_THE_FUTURE;

    /** Returns the code as it is answered. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
