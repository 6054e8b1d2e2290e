/** A read model of the counts: what the counts topic says, folded on this instance, and the call that answers from it. */
@NullMarked
package dev.mentions.streams.view;

import org.jspecify.annotations.NullMarked;
