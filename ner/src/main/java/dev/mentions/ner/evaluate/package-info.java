/** How well names are found, and how fast, measured against labelled text. */
@NullMarked
package dev.mentions.ner.evaluate;

import org.jspecify.annotations.NullMarked;
