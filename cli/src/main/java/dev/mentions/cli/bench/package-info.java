/** End-to-end throughput and latency beside the limit that names alone set. */
@NullMarked
package dev.mentions.cli.bench;

import org.jspecify.annotations.NullMarked;
