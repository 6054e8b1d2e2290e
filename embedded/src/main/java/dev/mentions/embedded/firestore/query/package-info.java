/** Inside the Firestore server: structured queries and aggregations over the documents. */
@NullMarked
package dev.mentions.embedded.firestore.query;

import org.jspecify.annotations.NullMarked;
