/** What every HTTP service of ours has: the server as it is set up, errors as problems, an orderly end. */
@NullMarked
package dev.mentions.http;

import org.jspecify.annotations.NullMarked;
