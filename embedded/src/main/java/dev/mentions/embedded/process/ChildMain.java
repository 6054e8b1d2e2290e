package dev.mentions.embedded.process;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The main of every child JVM: runs another class's main, and ends when the parent goes away. */
final class ChildMain {

    private ChildMain() {}

    /** Returns the arguments that have a child run a main. */
    static List<String> arguments(Class<?> main, List<String> arguments) {
        List<String> all = new ArrayList<>();
        all.add(main.getName());
        all.addAll(arguments);
        return all;
    }

    public static void main(String[] arguments) throws Throwable {
        endWithParent();
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        try {
            var main = Class.forName(arguments[0]).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The parent holds the other end of standard input and writes nothing: its end means that the parent is gone. */
    private static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // A broken pipe says the same as its end.
                    }
                    System.exit(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
