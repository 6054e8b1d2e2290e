/** The rules of extraction, without Kafka: which posts are taken, which are repeats, what each post mentions. */
@NullMarked
package dev.mentions.streams.extract;

import org.jspecify.annotations.NullMarked;
