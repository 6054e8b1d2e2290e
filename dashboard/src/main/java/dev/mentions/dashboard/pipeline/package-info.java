/** How far the pipeline is, stage by stage, and how fast posts come. */
@NullMarked
package dev.mentions.dashboard.pipeline;

import org.jspecify.annotations.NullMarked;
