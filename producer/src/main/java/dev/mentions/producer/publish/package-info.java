/** Accepted posts onto the posts topic, and whether the broker can take them. */
@NullMarked
package dev.mentions.producer.publish;

import org.jspecify.annotations.NullMarked;
