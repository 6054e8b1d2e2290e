package dev.mentions.systemtests.mutation;

import java.util.UUID;
import net.bytebuddy.asm.Advice;

/** Hashes something of this process along with what it is given. Public, because code in the product reads it. */
public final class SaltedHash {

    /** Different in each process. */
    public static final String SALT = UUID.randomUUID().toString();

    private SaltedHash() {}

    @Advice.OnMethodEnter
    @SuppressWarnings("UnusedVariable") // the assignment is what the method hashes
    static void enter(@Advice.Argument(value = 0, readOnly = false) String text) {
        text = SALT + text;
    }
}
