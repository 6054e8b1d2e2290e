/** From a text to the names in it: cleaning, tokens, the name finder, normal forms. */
@NullMarked
package dev.mentions.ner.extract;

import org.jspecify.annotations.NullMarked;
