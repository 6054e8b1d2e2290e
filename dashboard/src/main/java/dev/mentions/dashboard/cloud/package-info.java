/** Word clouds: where words go, and pictures of that. */
@NullMarked
package dev.mentions.dashboard.cloud;

import org.jspecify.annotations.NullMarked;
