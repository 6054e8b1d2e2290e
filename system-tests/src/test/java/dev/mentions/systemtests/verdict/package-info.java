/** What must be true at the end, and what is. */
@NullMarked
package dev.mentions.systemtests.verdict;

import org.jspecify.annotations.NullMarked;
