/** Who follows the counts live, and what they are told. */
@NullMarked
package dev.mentions.dashboard.events;

import org.jspecify.annotations.NullMarked;
