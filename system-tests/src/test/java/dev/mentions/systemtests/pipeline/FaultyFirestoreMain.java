package dev.mentions.systemtests.pipeline;

import com.sun.net.httpserver.HttpServer;
import dev.mentions.embedded.firestore.FirestoreServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** The Firestore server as a process, with a port of its own through which faults are ordered. */
public final class FaultyFirestoreMain {

    static final String READY = "firestore is ready";

    private FaultyFirestoreMain() {}

    static List<String> arguments(Path directory, int port, int faultPort, Path blindRepeats) {
        return List.of(
                directory.toString(), Integer.toString(port), Integer.toString(faultPort), blindRepeats.toString());
    }

    /** Runs until it is killed. */
    @SuppressWarnings("resource") // both live as long as the process
    public static void main(String[] arguments) throws IOException {
        FirestoreServer firestore = FirestoreServer.builder()
                .directory(Path.of(arguments[0]))
                .port(Integer.parseInt(arguments[1]))
                .listener(new BlindRepeats(Path.of(arguments[3])))
                .start();
        HttpServer orders = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2])), 0);
        orders.createContext("/", exchange -> {
            try (exchange) {
                // A path is FAULT/PROJECT/WRITES/CALLS, or empty to end all faults.
                String[] order = exchange.getRequestURI().getPath().substring(1).split("/", 4);
                if (order.length == 4) {
                    FirestoreFault.valueOf(order[0])
                            .arm(firestore.faults(), order[1], Integer.parseInt(order[2]), Integer.parseInt(order[3]));
                } else {
                    firestore.faults().clear();
                }
                exchange.sendResponseHeaders(204, -1);
            }
        });
        orders.start();
        System.out.println(READY);
    }
}
