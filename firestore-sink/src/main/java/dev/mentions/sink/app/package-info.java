/** The sink as a service and as a process. */
@NullMarked
package dev.mentions.sink.app;

import org.jspecify.annotations.NullMarked;
