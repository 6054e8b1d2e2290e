/** Java programs in JVMs of their own, which can be killed and frozen, for tests of what that does. */
@NullMarked
package dev.mentions.embedded.process;

import org.jspecify.annotations.NullMarked;
