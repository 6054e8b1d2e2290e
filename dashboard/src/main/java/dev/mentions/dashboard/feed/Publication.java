package dev.mentions.dashboard.feed;

import dev.mentions.dashboard.store.PublicationRow;

/** A publication and since when it is as it is. */
public record Publication(PublicationRow row, Stamp stamp) {}
