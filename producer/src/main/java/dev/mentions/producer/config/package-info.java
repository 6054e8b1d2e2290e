/** What the producer can be told, read once at start. */
@NullMarked
package dev.mentions.producer.config;

import org.jspecify.annotations.NullMarked;
