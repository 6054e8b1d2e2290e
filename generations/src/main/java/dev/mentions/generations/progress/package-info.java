/** How far the stages of a generation are, and what they have lost. */
@NullMarked
package dev.mentions.generations.progress;

import org.jspecify.annotations.NullMarked;
