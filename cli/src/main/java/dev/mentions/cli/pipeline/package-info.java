/** The whole pipeline in one JVM, where to find one that runs, and what it has still to do. */
@NullMarked
package dev.mentions.cli.pipeline;

import org.jspecify.annotations.NullMarked;
