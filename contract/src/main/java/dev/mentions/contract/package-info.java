/** What the parts of Mentions agree on: topics, the records on them with their serdes, and document names. */
@NullMarked
package dev.mentions.contract;

import org.jspecify.annotations.NullMarked;
