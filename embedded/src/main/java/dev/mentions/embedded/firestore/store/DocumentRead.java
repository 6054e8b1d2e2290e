package dev.mentions.embedded.firestore.store;

import org.jspecify.annotations.Nullable;

/**
 * What a look-up by name found.
 *
 * @param name the full resource name
 * @param document null: there is none
 */
public record DocumentRead(String name, @Nullable StoredDocument document) {}
