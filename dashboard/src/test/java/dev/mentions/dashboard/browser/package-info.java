/** The page in a real browser, over a Firestore server with counts that the tests put there. */
@NullMarked
package dev.mentions.dashboard.browser;

import org.jspecify.annotations.NullMarked;
