package dev.mentions.streams.topology;

import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/**
 * Forwards what could be decoded and rejects what could not, as a processing step like any other: the dead letter and
 * the offset behind its record are committed together.
 */
final class RejectUnreadable<K, V> implements FixedKeyProcessor<K, Decoded<V>, V> {

    private @Nullable FixedKeyProcessorContext<K, V> context;

    @Override
    public void init(FixedKeyProcessorContext<K, V> context) {
        this.context = context;
    }

    @Override
    public void process(FixedKeyRecord<K, Decoded<V>> record) {
        if (record.value() instanceof Decoded.Unreadable<V> unreadable) {
            throw new RejectedRecordException(
                    RejectionReason.UNREADABLE, unreadable.cause().getMessage(), unreadable.cause());
        }
        Decoded.Value<V> decoded = (Decoded.Value<V>) record.value();
        context.forward(record.withValue(decoded.value()));
    }
}
