/** Counts of a generation as Firestore has them: read, written as lines, compared. */
@NullMarked
package dev.mentions.generations.counts;

import org.jspecify.annotations.NullMarked;
