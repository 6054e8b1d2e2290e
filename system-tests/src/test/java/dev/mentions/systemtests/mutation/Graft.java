package dev.mentions.systemtests.mutation;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.ClassDefinition;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;

/**
 * Code that is put into one method of the product.
 *
 * @param className of the class, which need not be visible here
 * @param method the only one of its name
 * @param advice what is put in, see {@link Advice}
 */
record Graft(String className, String method, Class<?> advice) {

    /**
     * Returns the class with the code in it.
     *
     * @throws ClassNotFoundException when there is no such class
     * @throws IllegalStateException when the class has not exactly one such method
     */
    ClassDefinition definition() throws ClassNotFoundException {
        Class<?> type = Class.forName(className, false, Graft.class.getClassLoader());
        TypeDescription.ForLoadedType.of(type)
                .getDeclaredMethods()
                .filter(named(method))
                .getOnly();
        byte[] code = new ByteBuddy()
                .decorate(type)
                .visit(Advice.to(advice).on(named(method)))
                .make()
                .getBytes();
        return new ClassDefinition(type, code);
    }
}
