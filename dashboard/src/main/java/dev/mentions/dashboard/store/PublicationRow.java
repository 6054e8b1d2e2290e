package dev.mentions.dashboard.store;

import java.time.Instant;

/**
 * A publication as it stands in Firestore.
 *
 * @param id of its document
 * @param key what it is known by
 * @param name the form of the name to display
 * @param articles posts counted
 * @param updatedAt when that was counted
 * @param version when the document was written: another one says that it has changed
 */
public record PublicationRow(String id, String key, String name, long articles, Instant updatedAt, Instant version) {}
