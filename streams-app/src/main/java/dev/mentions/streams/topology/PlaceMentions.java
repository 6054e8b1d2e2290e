package dev.mentions.streams.topology;

import dev.mentions.contract.CountDocuments;
import dev.mentions.contract.CountingScope;
import dev.mentions.contract.EntityKey;
import dev.mentions.contract.Mention;
import dev.mentions.contract.PostHeaders;
import dev.mentions.streams.count.MentionRules;
import dev.mentions.streams.count.PlacedMention;
import dev.mentions.streams.count.Windows;
import dev.mentions.streams.count.Windows.Window;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops a mention that is out of scope, else says which form of its name is displayed and which way it goes. The latter
 * rule is ours, on the stream time that survives
 * a restart: the table's own begins anew with each, and the table drops what is late for it.
 */
final class PlaceMentions implements FixedKeyProcessor<EntityKey, Mention, PlacedMention> {

    private static final Logger LOGGER = LoggerFactory.getLogger(PlaceMentions.class);

    private final CountingScope scope;
    private final Windows windows;
    private final Duration grace;
    private final StreamsAppMetrics metrics;

    private @Nullable FixedKeyProcessorContext<EntityKey, PlacedMention> context;
    private @Nullable UnemittedCounts unemitted;
    private @Nullable DisplayNames displayNames;

    PlaceMentions(CountingScope scope, Windows windows, Duration grace, StreamsAppMetrics metrics) {
        this.scope = scope;
        this.windows = windows;
        this.grace = grace;
        this.metrics = metrics;
    }

    @Override
    public void init(FixedKeyProcessorContext<EntityKey, PlacedMention> context) {
        this.context = context;
        this.unemitted = UnemittedCounts.of(context);
        this.displayNames = DisplayNames.of(context);
    }

    @Override
    public void process(FixedKeyRecord<EntityKey, Mention> record) {
        MentionRules.violation(record.key(), record.value()).ifPresent(violation -> {
            throw new RejectedRecordException(RejectionReason.INVALID_MENTION, "Not a mention to count: " + violation);
        });
        if (!scope.includes(record.key())) {
            return;
        }
        Mention mention = record.value();
        mention = mention.displayedAs(displayNames.vote(record.key(), mention.displayName()));
        PlacedMention placed = place(mention, Instant.ofEpochMilli(record.timestamp()));
        if (placed instanceof PlacedMention.OnTime onTime) {
            unemitted.taken(
                    onTime.window().start().toEpochMilli(), onTime.mention().count());
        } else {
            metrics.mentionLate();
        }
        if (LOGGER.isDebugEnabled()) {
            tell(record, placed);
        }
        context.forward(record.withValue(placed));
    }

    /** Says which documents it is counted in, whose ids tell no name, and has the sink know whose it was. */
    private static void tell(FixedKeyRecord<EntityKey, Mention> record, PlacedMention placed) {
        EntityKey key = record.key();
        PostHeaders.putPostId(record.headers(), record.value().postId());
        LOGGER.atDebug()
                .addKeyValue("postId", record.value().postId())
                .addKeyValue("publicationId", CountDocuments.publicationId(key.publication()))
                .addKeyValue("entityId", CountDocuments.entityId(key.kind(), key.entity()))
                .addKeyValue("windowId", CountDocuments.windowId(placed.window().start()))
                .addKeyValue("late", placed instanceof PlacedMention.Late)
                .log("Counting a mention");
    }

    private PlacedMention place(Mention mention, Instant clampedEventTime) {
        if (mention.eventTime().isBefore(Instant.EPOCH)) {
            return new PlacedMention.Late(mention, windows.windowOf(mention.eventTime()));
        }
        Window window = windows.windowOf(clampedEventTime);
        return window.isClosed(grace, Instant.ofEpochMilli(context.currentStreamTimeMs()))
                ? new PlacedMention.Late(mention, window)
                : new PlacedMention.OnTime(mention, window);
    }
}
