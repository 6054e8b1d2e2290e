/** Fences and counts in Firestore. */
@NullMarked
package dev.mentions.sink.store;

import org.jspecify.annotations.NullMarked;
