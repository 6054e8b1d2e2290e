package dev.mentions.producer.validate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Reads when something was published. */
final class EventTime {

    private static final int MIN_YEAR = 1;
    private static final int MAX_YEAR = 9999;

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private EventTime() {}

    /**
     * Reads a time with an offset, a time without one (taken as UTC) or a date (the start of that day in UTC), in
     * ISO-8601, of the years 1 to 9999 in UTC: what Firestore can hold. Empty when it is none of these.
     */
    static Optional<Instant> parse(String text) {
        TemporalAccessor time;
        try {
            time = FORMAT.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
        OffsetDateTime utc;
        if (time instanceof OffsetDateTime withOffset) {
            utc = withOffset.withOffsetSameInstant(ZoneOffset.UTC);
        } else if (time instanceof LocalDateTime local) {
            utc = local.atOffset(ZoneOffset.UTC);
        } else {
            utc = LocalDate.from(time).atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        return Optional.of(utc)
                .filter(value -> value.getYear() >= MIN_YEAR && value.getYear() <= MAX_YEAR)
                .map(OffsetDateTime::toInstant);
    }
}
