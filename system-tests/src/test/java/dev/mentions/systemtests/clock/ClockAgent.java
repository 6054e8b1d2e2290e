package dev.mentions.systemtests.clock;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Has Kafka's classes and ours read {@link MovedTime} for the wall clock, in the process it is loaded into. */
public final class ClockAgent {

    private static final String TESTS = "dev/mentions/systemtests/";
    private static final List<String> MOVED = List.of("org/apache/kafka/", "kafka/", "dev/mentions/");
    private static final Set<String> CALLS = Set.of(
            "java/lang/System.currentTimeMillis()J",
            "java/time/Instant.now()Ljava/time/Instant;",
            "java/time/InstantSource.system()Ljava/time/InstantSource;",
            "java/time/Clock.systemUTC()Ljava/time/Clock;");
    private static final String MOVED_TIME = MovedTime.class.getName().replace('.', '/');

    private ClockAgent() {}

    /** Writes the jar that names this class; its code is on the children's class path. */
    static Path writeJar(Path directory, String name) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", ClockAgent.class.getName());
        Path jar = directory.resolve(name + ".clock.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    /**
     * Puts the clock in.
     *
     * @param file of a {@link MovableClock}
     */
    public static void premain(String file, Instrumentation instrumentation) {
        MovedTime.follow(Path.of(file));
        instrumentation.addTransformer(new Transformer());
    }

    private static final class Transformer implements ClassFileTransformer {

        /** Null for a class that stays as it is. What is thrown is lost on the JVM, which then takes the class so. */
        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] code) {
            if (name == null || name.startsWith(TESTS) || MOVED.stream().noneMatch(name::startsWith)) {
                return null;
            }
            try {
                ClassReader reader = new ClassReader(code);
                ClassWriter writer = new ClassWriter(reader, 0);
                reader.accept(new Calls(writer), 0);
                return writer.toByteArray();
            } catch (RuntimeException e) {
                System.err.println("The clock of " + name + " cannot be moved: " + e);
                Runtime.getRuntime().halt(1);
                return null;
            }
        }
    }

    private static final class Calls extends ClassVisitor {

        Calls(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String type, boolean ofInterface) {
                    if (CALLS.contains(owner + "." + called + type)) {
                        super.visitMethodInsn(opcode, MOVED_TIME, called, type, false);
                    } else {
                        super.visitMethodInsn(opcode, owner, called, type, ofInterface);
                    }
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                    Object[] moved = new Object[arguments.length];
                    for (int i = 0; i < arguments.length; i++) {
                        moved[i] = arguments[i] instanceof Handle handle ? moved(handle) : arguments[i];
                    }
                    super.visitInvokeDynamicInsn(called, type, bootstrap, moved);
                }
            };
        }

        /** A method reference, for example {@code System::currentTimeMillis}. */
        private static Handle moved(Handle handle) {
            return CALLS.contains(handle.getOwner() + "." + handle.getName() + handle.getDesc())
                    ? new Handle(handle.getTag(), MOVED_TIME, handle.getName(), handle.getDesc(), false)
                    : handle;
        }
    }
}
