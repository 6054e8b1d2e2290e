/** The pipeline broken on purpose, in its processes alone, so that one sees whether the tests notice. */
@NullMarked
package dev.mentions.systemtests.mutation;

import org.jspecify.annotations.NullMarked;
