/** Counts in one process: the oracle, and what is read back from Firestore, in one canonical form. */
@NullMarked
package dev.mentions.cli.counts;

import org.jspecify.annotations.NullMarked;
