/** What can be configured, read once at start. */
@NullMarked
package dev.mentions.streams.config;

import org.jspecify.annotations.NullMarked;
