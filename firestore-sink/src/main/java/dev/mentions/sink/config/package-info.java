/** What the sink is told at start. */
@NullMarked
package dev.mentions.sink.config;

import org.jspecify.annotations.NullMarked;
