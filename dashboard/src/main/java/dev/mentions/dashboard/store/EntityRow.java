package dev.mentions.dashboard.store;

import dev.mentions.contract.EntityKind;

/**
 * An entity with its count, of all time or of a window.
 *
 * @param id of its document
 * @param key its normal form
 * @param text the form of the name to display
 */
public record EntityRow(String id, EntityKind kind, String key, String text, long count) {}
