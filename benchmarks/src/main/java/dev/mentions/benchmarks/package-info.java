/** How fast entities are extracted, beside stock OpenNLP on the same machine in the same run. */
@NullMarked
package dev.mentions.benchmarks;

import org.jspecify.annotations.NullMarked;
