/** Clocks that a test sets back and forth, in the pipeline's processes. */
@NullMarked
package dev.mentions.systemtests.clock;

import org.jspecify.annotations.NullMarked;
