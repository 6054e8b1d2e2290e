/** What the dashboard measures of itself. */
@NullMarked
package dev.mentions.dashboard.metrics;

import org.jspecify.annotations.NullMarked;
