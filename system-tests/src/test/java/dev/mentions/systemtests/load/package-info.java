/** Clients that send posts, and everything else that clients send, and remember what was accepted. */
@NullMarked
package dev.mentions.systemtests.load;

import org.jspecify.annotations.NullMarked;
