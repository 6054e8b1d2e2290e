/** What a generation keeps in Kafka and Firestore, and its removal. */
@NullMarked
package dev.mentions.generations.storage;

import org.jspecify.annotations.NullMarked;
