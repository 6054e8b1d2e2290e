/** That what watches over a pipeline, in docker/ and docs/, speaks of what the pipeline shows. */
@NullMarked
package dev.mentions.systemtests.monitoring;

import org.jspecify.annotations.NullMarked;
