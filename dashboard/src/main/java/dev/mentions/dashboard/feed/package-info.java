/** The publications of the generation that readers take, followed as they change. */
@NullMarked
package dev.mentions.dashboard.feed;

import org.jspecify.annotations.NullMarked;
