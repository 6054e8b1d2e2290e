/** Records that are gone from a topic, found and accepted. */
@NullMarked
package dev.mentions.cli.losses;

import org.jspecify.annotations.NullMarked;
