/** The API over HTTP and the page. */
@NullMarked
package dev.mentions.dashboard.http;

import org.jspecify.annotations.NullMarked;
