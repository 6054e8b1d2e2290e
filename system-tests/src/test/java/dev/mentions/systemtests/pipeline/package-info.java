/** The pipeline as separate processes, each of which can be killed, frozen, stopped and started. */
@NullMarked
package dev.mentions.systemtests.pipeline;

import org.jspecify.annotations.NullMarked;
