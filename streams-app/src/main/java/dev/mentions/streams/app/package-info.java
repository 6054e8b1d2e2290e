/** The service that runs both topologies or one of them, and its main. */
@NullMarked
package dev.mentions.streams.app;

import org.jspecify.annotations.NullMarked;
