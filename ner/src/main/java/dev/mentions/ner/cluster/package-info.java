/** From running text without labels to classes of words that are used alike. */
@NullMarked
package dev.mentions.ner.cluster;

import org.jspecify.annotations.NullMarked;
