/** What the dashboard can be told, read once at start. */
@NullMarked
package dev.mentions.dashboard.config;

import org.jspecify.annotations.NullMarked;
