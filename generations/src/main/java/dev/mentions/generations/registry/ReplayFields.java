package dev.mentions.generations.registry;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentSnapshot;
import dev.mentions.contract.CountingScope;
import dev.mentions.contract.EntityKind;
import dev.mentions.contract.Generation;
import dev.mentions.contract.GenerationDocuments;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A replay as a document in Firestore. */
final class ReplayFields {

    private static final String FROM = "from";
    private static final String FROM_BEGINNING = "fromBeginning";
    private static final String HOST = "host";
    private static final String KINDS = "kinds";
    private static final String MODEL = "model";
    private static final String MODEL_SHA256 = "modelSha256";
    private static final String PARTITIONS = "partitions";
    private static final String PUBLICATION_IDS = "publicationIds";
    private static final String STARTED_AT = "startedAt";
    private static final String STATE_DIRECTORY = "stateDirectory";
    private static final String UNTIL = "until";
    private static final String WINDOW_MILLIS = "windowMillis";

    private ReplayFields() {}

    static Map<String, Object> of(Replay replay) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(FROM, offsets(replay.from()));
        fields.put(FROM_BEGINNING, replay.fromBeginning());
        fields.put(UNTIL, offsets(replay.scope().until()));
        fields.put(PUBLICATION_IDS, List.copyOf(replay.scope().publicationIds()));
        fields.put(KINDS, replay.scope().kinds().stream().map(EntityKind::name).toList());
        fields.put(GenerationDocuments.EXTRACTION, (long) replay.extraction().number());
        Replay.Model model = replay.model();
        if (model != null) {
            fields.put(MODEL, model.name());
            if (model.sha256() != null) {
                fields.put(MODEL_SHA256, model.sha256());
            }
        }
        fields.put(WINDOW_MILLIS, replay.windowSize().toMillis());
        fields.put(PARTITIONS, (long) replay.partitions());
        Instant startedAt = replay.startedAt();
        fields.put(STARTED_AT, Timestamp.ofTimeSecondsAndNanos(startedAt.getEpochSecond(), startedAt.getNano()));
        fields.put(HOST, replay.state().host());
        fields.put(STATE_DIRECTORY, replay.state().directory().toString());
        return fields;
    }

    static Replay read(DocumentSnapshot document) {
        Set<EntityKind> kinds = new HashSet<>();
        for (String kind : texts(document, KINDS)) {
            kinds.add(EntityKind.valueOf(kind));
        }
        Generation generation = new Generation(Integer.parseInt(document.getId()));
        // Replays that began before there were recounts do not say it.
        Long extraction = document.getLong(GenerationDocuments.EXTRACTION);
        return new Replay(
                generation,
                offsets(document, FROM),
                field(document.getBoolean(FROM_BEGINNING), FROM_BEGINNING),
                new CountingScope(offsets(document, UNTIL), new HashSet<>(texts(document, PUBLICATION_IDS)), kinds),
                extraction == null ? generation : new Generation(Math.toIntExact(extraction)),
                model(document),
                Duration.ofMillis(field(document.getLong(WINDOW_MILLIS), WINDOW_MILLIS)),
                Math.toIntExact(field(document.getLong(PARTITIONS), PARTITIONS)),
                field(document.getTimestamp(STARTED_AT), STARTED_AT)
                        .toSqlTimestamp()
                        .toInstant(),
                new Replay.Place(
                        field(document.getString(HOST), HOST),
                        Path.of(field(document.getString(STATE_DIRECTORY), STATE_DIRECTORY))));
    }

    private static Replay.@Nullable Model model(DocumentSnapshot document) {
        String name = document.getString(MODEL);
        return name == null ? null : new Replay.Model(name, document.getString(MODEL_SHA256));
    }

    private static Map<String, Long> offsets(Map<Integer, Long> offsets) {
        Map<String, Long> fields = new HashMap<>();
        offsets.forEach((partition, offset) -> fields.put(partition.toString(), offset));
        return fields;
    }

    private static Map<Integer, Long> offsets(DocumentSnapshot document, String name) {
        Map<Integer, Long> offsets = new HashMap<>();
        Map<?, ?> fields = (Map<?, ?>) field(document.get(name), name);
        fields.forEach((partition, offset) -> offsets.put(Integer.valueOf((String) partition), (Long) offset));
        return offsets;
    }

    private static List<String> texts(DocumentSnapshot document, String name) {
        List<?> texts = (List<?>) field(document.get(name), name);
        return texts.stream().map(String.class::cast).toList();
    }

    private static <T> T field(T value, String name) {
        return Objects.requireNonNull(value, () -> "the document of the replay has no " + name);
    }
}
