/** From tokens to the names among them: what OpenNLP's name finder finds, found without a String for each feature. */
@NullMarked
package dev.mentions.ner.find;

import org.jspecify.annotations.NullMarked;
