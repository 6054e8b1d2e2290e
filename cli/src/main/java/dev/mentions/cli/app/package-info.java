/** The command line itself: its main and its tree of commands. */
@NullMarked
package dev.mentions.cli.app;

import org.jspecify.annotations.NullMarked;
