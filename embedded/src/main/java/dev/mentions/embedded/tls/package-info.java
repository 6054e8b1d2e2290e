/** Certificates for development and tests. */
@NullMarked
package dev.mentions.embedded.tls;

import org.jspecify.annotations.NullMarked;
