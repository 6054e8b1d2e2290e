package dev.mentions.embedded.kafka;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The main of a child JVM: one node that stops on SIGTERM. */
final class BrokerMain {

    static final String READY = "mentions broker is ready";

    private BrokerMain() {}

    /** Returns the arguments that tell a child what to run. */
    static List<String> arguments(Path directory, NodeSettings settings) {
        String controllerPorts = String.join(
                ",", settings.controllerPorts().stream().map(String::valueOf).toList());
        return List.of(
                directory.toString(),
                settings.clusterId(),
                Integer.toString(settings.nodeId()),
                Integer.toString(settings.port()),
                controllerPorts);
    }

    /** Runs a node until it is told to stop. */
    public static void main(String[] arguments) {
        DataDirectory directory = new DataDirectory(Path.of(arguments[0]));
        List<Integer> controllerPorts =
                Arrays.stream(arguments[4].split(",")).map(Integer::valueOf).toList();
        KraftNode node = new KraftNode(new NodeSettings(
                arguments[1],
                Integer.parseInt(arguments[2]),
                directory.data(),
                Integer.parseInt(arguments[3]),
                controllerPorts));
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop"));
        System.out.println(READY);
    }
}
