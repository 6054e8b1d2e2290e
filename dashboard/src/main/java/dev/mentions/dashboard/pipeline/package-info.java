/** How the pipeline itself does: what it accepts, and what it has not finished. */
@NullMarked
package dev.mentions.dashboard.pipeline;

import org.jspecify.annotations.NullMarked;
