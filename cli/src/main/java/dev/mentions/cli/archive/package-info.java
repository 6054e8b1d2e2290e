/** Files of articles as rows, one at a time, whatever their format and size. */
@NullMarked
package dev.mentions.cli.archive;

import org.jspecify.annotations.NullMarked;
