/** Reading Firestore: every read is counted and within a budget. */
@NullMarked
package dev.mentions.dashboard.store;

import org.jspecify.annotations.NullMarked;
