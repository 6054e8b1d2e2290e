/** The fence protocol's decisions and the folding of deltas into commits; pure, without Kafka or Firestore. See docs/EXACTLY_ONCE.md. */
@NullMarked
package dev.mentions.sink.plan;

import org.jspecify.annotations.NullMarked;
