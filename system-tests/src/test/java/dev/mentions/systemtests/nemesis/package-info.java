/** What goes wrong, when, and to whom: a schedule drawn from a seed, and what carries it out. */
@NullMarked
package dev.mentions.systemtests.nemesis;

import org.jspecify.annotations.NullMarked;
