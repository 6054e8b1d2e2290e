/** From labelled text to a name-finder model, by a recipe that repeats. */
@NullMarked
package dev.mentions.ner.train;

import org.jspecify.annotations.NullMarked;
