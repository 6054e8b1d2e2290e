package dev.mentions.dashboard.http;

import dev.mentions.contract.EntityKind;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request. What is not known, stands there twice or is not of its form is refused by its name, with a
 * {@link RefusedException}.
 */
final class Parameters {

    static final String CURSOR = "cursor";
    static final String FORMAT = "format";
    static final String FROM = "from";
    static final String KIND = "kind";
    static final String LIMIT = "limit";
    static final String TO = "to";

    static final int MAX_LIMIT = 200;

    private static final int MAX_TEXT = 500;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final Map<String, List<String>> given;

    /**
     * @param known the names there are
     */
    Parameters(Context context, String... known) {
        this.given = context.queryParamMap();
        Set<String> names = new TreeSet<>(Set.of(known));
        for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
            String name = parameter.getKey();
            if (!names.contains(name)) {
                // Not repeated: it is whatever somebody sent.
                throw RefusedException.parameter("?", "Known parameters are " + String.join(", ", names));
            }
            if (parameter.getValue().size() > 1 && !name.equals(KIND)) {
                throw RefusedException.parameter(name, name + " is given more than once");
            }
        }
    }

    /** Returns an id out of the path. */
    static String id(Context context) {
        String id = context.pathParam("id");
        if (!ID.matcher(id).matches()) {
            throw RefusedException.notFound("An id is 32 hexadecimal digits in lower case");
        }
        return id;
    }

    Optional<String> text(String name) {
        Optional<String> text = Optional.ofNullable(given.get(name))
                .map(values -> values.get(0))
                .filter(value -> !value.isEmpty());
        if (text.isPresent() && text.get().length() > MAX_TEXT) {
            throw RefusedException.parameter(name, name + " is longer than " + MAX_TEXT);
        }
        return text;
    }

    String required(String name) {
        return text(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> RefusedException.parameter(name, name + " is required"));
    }

    /** Returns the id of a document. */
    String requiredId(String name) {
        String id = required(name);
        if (!ID.matcher(id).matches()) {
            throw RefusedException.parameter(name, name + " is an id: 32 hexadecimal digits in lower case");
        }
        return id;
    }

    int number(String name, int otherwise, int min, int max) {
        return text(name)
                .map(value -> {
                    try {
                        int number = Integer.parseInt(value);
                        if (number >= min && number <= max) {
                            return number;
                        }
                    } catch (NumberFormatException e) {
                        // Answered below, together with a number that is out of range.
                    }
                    throw RefusedException.parameter(name, name + " is a whole number from " + min + " to " + max);
                })
                .orElse(otherwise);
    }

    int limit(int otherwise, int max) {
        return number(LIMIT, otherwise, 1, max);
    }

    <E extends Enum<E>> E choice(String name, E otherwise) {
        E[] constants = otherwise.getDeclaringClass().getEnumConstants();
        return text(name)
                .map(value -> {
                    for (E constant : constants) {
                        if (spelling(constant).equals(value)) {
                            return constant;
                        }
                    }
                    throw RefusedException.parameter(
                            name,
                            name + " is one of "
                                    + String.join(
                                            ", ",
                                            Arrays.stream(constants)
                                                    .map(Parameters::spelling)
                                                    .toList()));
                })
                .orElse(otherwise);
    }

    private static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kinds of entities that are wanted; none for all. */
    Set<EntityKind> kinds() {
        Set<EntityKind> kinds = EnumSet.noneOf(EntityKind.class);
        for (String name : given.getOrDefault(KIND, List.of())) {
            if (!name.isEmpty()) {
                kinds.add(EntityKind.named(name)
                        .filter(kind -> kind != EntityKind.ARTICLE)
                        .orElseThrow(() -> RefusedException.parameter(
                                KIND, "kind is person, organization, location or misc, and may be repeated")));
            }
        }
        // All is the same as no filter, and is asked for without an index of its own.
        return kinds.size() == EntityKind.values().length - 1 ? Set.of() : kinds;
    }

    /** Returns the range of windows that is wanted; null for all time. */
    @Nullable
    Range range() {
        Optional<Instant> from = moment(FROM);
        Optional<Instant> to = moment(TO);
        if (from.isEmpty() && to.isEmpty()) {
            return null;
        }
        if (from.isPresent() != to.isPresent()) {
            throw RefusedException.parameter(
                    from.isPresent() ? TO : FROM, "from and to belong together; without both it is all time");
        }
        if (!from.get().isBefore(to.get())) {
            throw RefusedException.parameter(TO, "to is not after from");
        }
        return new Range(from.get(), to.get());
    }

    Optional<Instant> moment(String name) {
        return text(name).map(value -> {
            try {
                return value.indexOf('T') < 0
                        ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(value);
            } catch (DateTimeException e) {
                throw RefusedException.parameter(
                        name, name + " is a date, 2016-03-01, or a moment, 2016-03-01T00:00:00Z");
            }
        });
    }

    /**
     * Windows by their start.
     *
     * @param from inclusive
     * @param to exclusive
     */
    record Range(Instant from, Instant to) {}
}
