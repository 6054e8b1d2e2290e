/** A Firestore server in this JVM, for development and tests: what the Java client sends, with faults on demand. */
@NullMarked
package dev.mentions.embedded.firestore;

import org.jspecify.annotations.NullMarked;
