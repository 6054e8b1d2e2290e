package dev.mentions.dashboard.store;

/**
 * One count: an entity at a place.
 *
 * @param entity id of its document
 */
public record EntityAt(Place place, String entity) {}
