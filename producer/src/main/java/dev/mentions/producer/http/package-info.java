/** Posts over HTTP: answers, limits, keys and the description of all this. */
@NullMarked
package dev.mentions.producer.http;

import org.jspecify.annotations.NullMarked;
