/** What a person can ask for: one class a command. */
@NullMarked
package dev.mentions.cli.command;

import org.jspecify.annotations.NullMarked;
