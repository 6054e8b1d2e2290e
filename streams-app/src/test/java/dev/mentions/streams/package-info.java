/** What the tests of several packages share. */
@NullMarked
package dev.mentions.streams;

import org.jspecify.annotations.NullMarked;
