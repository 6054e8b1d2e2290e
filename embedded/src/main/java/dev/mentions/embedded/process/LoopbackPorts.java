package dev.mentions.embedded.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Ports for listeners on the loopback address, for what has to know its port before it binds it. A port that was given
 * once is not given again in this process: whoever has it may not have bound it yet, or may be down for a moment. Safe
 * for use by several threads.
 */
public final class LoopbackPorts {

    /** Below the ports Linux and macOS give to outgoing connections, which could take one while its owner is down. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 100;

    /** Of the fourth version, whatever this machine prefers. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final Set<Integer> GIVEN = new HashSet<>();

    private LoopbackPorts() {}

    /**
     * Returns ports that nobody listens on now, each only this time.
     *
     * @throws IllegalStateException when there are too few
     */
    public static synchronized List<Integer> free(int count) {
        RandomGenerator random = new Random();
        List<Integer> ports = IntStream.generate(() -> random.nextInt(FIRST, LAST))
                .limit(ATTEMPTS)
                .filter(port -> !GIVEN.contains(port))
                .filter(LoopbackPorts::isFree)
                .distinct()
                .limit(count)
                .boxed()
                .toList();
        if (ports.size() < count) {
            throw new IllegalStateException("Found no free port between " + FIRST + " and " + LAST);
        }
        GIVEN.addAll(ports);
        return ports;
    }

    /** Tells whether nobody listens on a port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
