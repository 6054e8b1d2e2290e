/** A real Kafka broker (KRaft) for development and tests: in this JVM, or as child JVMs that can be killed. */
@NullMarked
package dev.mentions.embedded.kafka;

import org.jspecify.annotations.NullMarked;
