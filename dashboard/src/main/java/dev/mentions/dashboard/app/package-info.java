/** The dashboard as a service and as a process. */
@NullMarked
package dev.mentions.dashboard.app;

import org.jspecify.annotations.NullMarked;
