/** Traces of posts, from the request that brought them to Firestore. */
@NullMarked
package dev.mentions.service.trace;

import org.jspecify.annotations.NullMarked;
