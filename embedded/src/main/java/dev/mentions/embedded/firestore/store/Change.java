package dev.mentions.embedded.firestore.store;

import org.jspecify.annotations.Nullable;

/**
 * What one commit did to one document.
 *
 * @param before null: there was none
 * @param after null: there is none any more
 */
public record Change(
        DocumentName name,
        @Nullable StoredDocument before,
        @Nullable StoredDocument after) {}
