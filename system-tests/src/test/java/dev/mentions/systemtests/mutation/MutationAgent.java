package dev.mentions.systemtests.mutation;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Breaks the process it is loaded into before its main runs. */
public final class MutationAgent {

    private MutationAgent() {}

    /** Writes the jar that names this class; its code is on the children's class path. */
    static Path writeJar(Path directory) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", MutationAgent.class.getName());
        attributes.putValue("Can-Redefine-Classes", "true");
        Path jar = directory.resolve("mutation-agent.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    /**
     * Puts a mutation's code in. What is thrown here ends the JVM: a pipeline that is whole must not pass for a broken
     * one.
     *
     * @param mutation the name of one
     */
    public static void premain(String mutation, Instrumentation instrumentation)
            throws ClassNotFoundException, UnmodifiableClassException {
        for (Graft graft : Mutation.valueOf(mutation).grafts()) {
            instrumentation.redefineClasses(graft.definition());
        }
    }
}
