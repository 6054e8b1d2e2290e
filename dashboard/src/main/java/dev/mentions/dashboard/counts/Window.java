package dev.mentions.dashboard.counts;

import dev.mentions.dashboard.feed.Stamp;
import dev.mentions.dashboard.store.WindowRow;

/** A window of a publication and since when it is as it is. */
public record Window(WindowRow row, Stamp stamp) {}
