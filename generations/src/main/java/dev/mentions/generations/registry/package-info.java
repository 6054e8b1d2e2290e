/** Which generation readers take, and what makes each one: the pointer and the replays in Firestore. */
@NullMarked
package dev.mentions.generations.registry;

import org.jspecify.annotations.NullMarked;
