/** Crash tests over real processes: whatever dies, the counts in Firestore are those of the posts accepted. */
@NullMarked
package dev.mentions.systemtests;

import org.jspecify.annotations.NullMarked;
