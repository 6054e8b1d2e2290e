/** The loop that reads deltas and drives each partition through the fence protocol. */
@NullMarked
package dev.mentions.sink.consume;

import org.jspecify.annotations.NullMarked;
