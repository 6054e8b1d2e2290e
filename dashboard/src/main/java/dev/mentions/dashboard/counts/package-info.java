/** Counts as they are asked for, read once for all who ask. */
@NullMarked
package dev.mentions.dashboard.counts;

import org.jspecify.annotations.NullMarked;
