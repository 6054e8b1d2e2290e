package dev.mentions.dashboard.cloud;

import dev.mentions.contract.EntityKind;

/**
 * A word of a cloud.
 *
 * @param id of the entity's document
 * @param weight by which it is larger than others, above 0
 */
public record Word(String id, String text, EntityKind kind, long weight) {}
