package dev.mentions.streams.topology;

import dev.mentions.contract.EntityKey;
import dev.mentions.contract.Topics;
import dev.mentions.streams.count.MajorityForm;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The form of each name that is displayed, of publications and entities, over all windows. */
final class DisplayNames {

    private final KeyValueStore<EntityKey, MajorityForm> forms;

    private DisplayNames(KeyValueStore<EntityKey, MajorityForm> forms) {
        this.forms = forms;
    }

    /** Uncached: the cache is the table's, whose folding saves writes to Firestore. */
    static StoreBuilder<KeyValueStore<EntityKey, MajorityForm>> store(Topics topics) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Nodes.DISPLAY_NAMES),
                        topics.entities().key(),
                        new MajorityFormSerde())
                .withCachingDisabled()
                .withLoggingEnabled(Changelogs.CONFIG);
    }

    static DisplayNames of(ProcessingContext context) {
        return new DisplayNames(context.getStateStore(Nodes.DISPLAY_NAMES));
    }

    /** Counts a post's vote and returns the form to display from now on. */
    String vote(EntityKey key, String form) {
        MajorityForm before = forms.get(key);
        MajorityForm after = before == null ? MajorityForm.first(form) : before.plus(form);
        if (!after.equals(before)) {
            forms.put(key, after);
        }
        return after.form();
    }
}
