/** Generations of counts: which one readers take, how another one is made beside it, compared, promoted and removed. */
@NullMarked
package dev.mentions.cli.generations;

import org.jspecify.annotations.NullMarked;
