/** Inside the Firestore server: the documents, atomic commits to them, and their log on disk. */
@NullMarked
package dev.mentions.embedded.firestore.store;

import org.jspecify.annotations.NullMarked;
