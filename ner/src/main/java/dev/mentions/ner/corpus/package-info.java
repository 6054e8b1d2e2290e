/** Labelled text: reading BIO files, and which parts of them train and which measure. */
@NullMarked
package dev.mentions.ner.corpus;

import org.jspecify.annotations.NullMarked;
