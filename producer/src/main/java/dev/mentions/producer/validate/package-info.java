/** What a post must be: from the bytes a sender gives to a post or the reason to refuse it, without any I/O. */
@NullMarked
package dev.mentions.producer.validate;

import org.jspecify.annotations.NullMarked;
