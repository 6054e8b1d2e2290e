/** The producer as a service. */
@NullMarked
package dev.mentions.producer.app;

import org.jspecify.annotations.NullMarked;
