/** Rows to the producer over HTTP, with retries that cannot count twice. */
@NullMarked
package dev.mentions.cli.upload;

import org.jspecify.annotations.NullMarked;
