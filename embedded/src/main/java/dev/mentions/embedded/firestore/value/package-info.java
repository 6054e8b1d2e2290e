/** Inside the Firestore server: field paths, values with their order, and how a document's fields are kept in bytes. */
@NullMarked
package dev.mentions.embedded.firestore.value;

import org.jspecify.annotations.NullMarked;
