/** The rules of counting, without Kafka: which window a mention is in, whether it is late, what a tally is. */
@NullMarked
package dev.mentions.streams.count;

import org.jspecify.annotations.NullMarked;
