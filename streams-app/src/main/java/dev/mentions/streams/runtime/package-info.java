/** What runs a topology: its properties, its errors, its memory, its life and health. */
@NullMarked
package dev.mentions.streams.runtime;

import org.jspecify.annotations.NullMarked;
