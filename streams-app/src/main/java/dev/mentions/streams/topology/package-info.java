/** The two topologies and their processors, without a client and without a main. */
@NullMarked
package dev.mentions.streams.topology;

import org.jspecify.annotations.NullMarked;
