package dev.mentions.streams.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.PublicationKey;
import dev.mentions.service.CallRefusedException;
import dev.mentions.service.ManagementCall;
import dev.mentions.streams.count.Windows;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /counts}: the largest counts of a publication, of the whole application, from this instance's read model. */
public final class CountsCall {

    private static final Set<String> PARAMETERS = Set.of("publication", "window", "kind", "limit");
    private static final int DEFAULT_LIMIT = 20;

    /** Kinds in lower case, as in everything that people read; see {@link EntityKind#spelling()}. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE).build();

    private final Windows windows;
    private final Supplier<Optional<CountsView>> view;

    private record Window(String start, String end) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Body(
            String publication,
            @Nullable Window window,
            @Nullable EntityKind kind,
            long articles,
            List<CountsFound.Entry> entries,
            long lagRecords,
            String asOf) {}

    /**
     * @param view empty while there is none
     */
    public CountsCall(Windows windows, Supplier<Optional<CountsView>> view) {
        this.windows = windows;
        this.view = view;
    }

    public ManagementCall call() {
        return new ManagementCall("/counts", Map.of("GET", this::answer));
    }

    private ManagementCall.Answer answer(ManagementCall.Request request) throws CallRefusedException {
        CountsQuery query = query(request.parameters());
        CountsView asked = view.get()
                .orElseThrow(() -> new CallRefusedException(
                        503, "This instance has no counts to answer from: it does not count, or has not started yet"));
        try {
            return new ManagementCall.Answer(200, json(query, asked.find(query)));
        } catch (CountsUnavailableException e) {
            throw new CallRefusedException(503, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallRefusedException(503, "The service stops");
        }
    }

    private byte[] json(CountsQuery query, CountsView.Answer answer) {
        Window window = query.windowStart()
                .map(windows::windowOf)
                .map(each -> new Window(each.start().toString(), each.end().toString()))
                .orElse(null);
        try {
            return MAPPER.writeValueAsBytes(new Body(
                    query.publication(),
                    window,
                    query.kind().orElse(null),
                    answer.found().articles(),
                    answer.found().entries(),
                    answer.lag(),
                    answer.asOf().toString()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is asked, or says what would be right. */
    CountsQuery query(Map<String, String> parameters) throws CallRefusedException {
        for (String name : parameters.keySet()) {
            if (!PARAMETERS.contains(name)) {
                throw new CallRefusedException(
                        400, "'" + name + "' is not known; known are publication, window, kind and limit");
            }
        }
        String publication = PublicationKey.of(parameters.getOrDefault("publication", ""));
        if (publication.isEmpty()) {
            throw new CallRefusedException(
                    400, "publication is missing: the name of one, such as publication=The+Times");
        }
        Optional<Instant> window = Optional.empty();
        if (parameters.containsKey("window")) {
            window = Optional.of(windowStart(parameters.get("window")));
        }
        Optional<EntityKind> kind = Optional.empty();
        if (parameters.containsKey("kind")) {
            kind = Optional.of(kind(parameters.get("kind")));
        }
        return new CountsQuery(publication, window, kind, limit(parameters.get("limit")));
    }

    private Instant windowStart(String text) throws CallRefusedException {
        try {
            Instant moment = text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            return windows.windowOf(moment).start();
        } catch (DateTimeException | ArithmeticException e) {
            throw new CallRefusedException(
                    400,
                    "window is '" + text + "', which is not a moment in the window, such as 2016-03-01 or"
                            + " 2016-03-01T08:00:00Z; all time is meant without it");
        }
    }

    private static EntityKind kind(String text) throws CallRefusedException {
        return EntityKind.named(text)
                .orElseThrow(() -> new CallRefusedException(
                        400, "kind is '" + text + "', which is not one of " + EntityKind.NAMES));
    }

    private static int limit(@Nullable String text) throws CallRefusedException {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= CountsQuery.MOST_ENTRIES) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Answered below, together with a number that is out of range.
        }
        throw new CallRefusedException(
                400, "limit is '" + text + "', which is not a whole number from 1 to " + CountsQuery.MOST_ENTRIES);
    }
}
