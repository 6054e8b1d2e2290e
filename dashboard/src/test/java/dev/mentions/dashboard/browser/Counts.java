package dev.mentions.dashboard.browser;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.FieldValue;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.WriteBatch;
import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.PublicationKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/** Counts as the sink keeps them, in windows of a day. Writes what changed when told to. Not thread-safe. */
final class Counts {

    private static final int BATCH = 500;

    private final Firestore firestore;
    private final Map<String, Map<String, Object>> documents = new TreeMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    Counts(Firestore firestore) {
        this.firestore = firestore;
    }

    /** Counts articles of a publication on a day. */
    Counts articles(String publication, LocalDate day, int articles) {
        String path = path(publication);
        document(path, Map.of(CountDocuments.KEY, PublicationKey.of(publication), CountDocuments.NAME, publication));
        add(path, CountDocuments.ARTICLES, articles);
        String window = window(publication, day);
        document(
                window,
                Map.of(
                        CountDocuments.START, timestamp(day),
                        CountDocuments.END, timestamp(day.plusDays(1))));
        add(window, CountDocuments.ARTICLES, articles);
        return this;
    }

    /** Counts mentions of a name on a day that has articles already. */
    Counts mentions(String publication, LocalDate day, EntityKind kind, String text, int count) {
        for (String above : List.of(path(publication), window(publication, day))) {
            String path = above + '/' + CountDocuments.ENTITIES + '/' + id(kind, text);
            document(
                    path,
                    Map.of(
                            CountDocuments.KEY, key(text),
                            CountDocuments.TEXT, text,
                            CountDocuments.KIND, kind.spelling()));
            add(path, CountDocuments.COUNT, count);
        }
        changed.add(path(publication));
        return this;
    }

    /** Writes what changed since the last time, as one commit of the sink does. */
    void save() throws ExecutionException, InterruptedException {
        List<String> paths = new ArrayList<>(changed);
        for (int from = 0; from < paths.size(); from += BATCH) {
            WriteBatch batch = firestore.batch();
            for (String path : paths.subList(from, Math.min(paths.size(), from + BATCH))) {
                DocumentReference reference = firestore.document(path);
                Map<String, Object> fields = new HashMap<>(documents.get(path));
                if (fields.containsKey(CountDocuments.NAME)) {
                    fields.put(CountDocuments.UPDATED_AT, FieldValue.serverTimestamp());
                }
                batch.set(reference, fields);
            }
            batch.commit().get();
        }
        changed.clear();
    }

    static String id(String publication) {
        return CountDocuments.publicationId(PublicationKey.of(publication));
    }

    static String id(EntityKind kind, String text) {
        return CountDocuments.entityId(kind, key(text));
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String path(String publication) {
        return CountDocuments.root(Generation.FIRST) + '/' + id(publication);
    }

    private static String window(String publication, LocalDate day) {
        return path(publication) + '/' + CountDocuments.WINDOWS + '/' + CountDocuments.windowId(start(day));
    }

    private void document(String path, Map<String, Object> fields) {
        documents.computeIfAbsent(path, missing -> new HashMap<>()).putAll(fields);
        changed.add(path);
    }

    private void add(String path, String field, int amount) {
        documents.get(path).merge(field, (long) amount, (a, b) -> (long) a + (long) b);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Timestamp timestamp(LocalDate day) {
        return Timestamp.ofTimeSecondsAndNanos(start(day).getEpochSecond(), 0);
    }
}
