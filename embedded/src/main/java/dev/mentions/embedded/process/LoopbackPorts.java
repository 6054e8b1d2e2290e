package dev.mentions.embedded.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports for listeners on the loopback address, for what has to know its port before it binds it. A port is given once,
 * by one process of a user: whoever has it may not have bound it yet, or may be down for a moment. Safe for use by
 * several threads.
 *
 * <p>The ports are in slices. A process has a slice for itself as long as it holds the lock on the slice's file, which
 * the system ends with the process. The files are a user's own: one can lock no file that is another's.
 */
public final class LoopbackPorts {

    /** Below the ports Linux and macOS give to outgoing connections, which could take one while its owner is down. */
    private static final int FIRST = 20_000;

    private static final int SLICES = 24;
    private static final int SLICE_SIZE = 500;

    private static final Path LOCKS =
            Path.of(System.getProperty("java.io.tmpdir"), "mentions-ports-" + System.getProperty("user.name"));

    /** Of the fourth version, whatever this machine prefers. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** What holds the locks; a channel that nobody knows would be closed. */
    private static final List<FileChannel> HELD = new ArrayList<>();

    private static int next;
    private static int sliceEnd;

    private LoopbackPorts() {}

    /**
     * Returns ports that nobody listens on now, each only this time.
     *
     * @throws IllegalStateException when there are too few
     */
    public static synchronized List<Integer> free(int count) {
        List<Integer> ports = new ArrayList<>();
        while (ports.size() < count) {
            if (next == sliceEnd) {
                next = claimSlice();
                sliceEnd = next + SLICE_SIZE;
            }
            if (isFree(next)) {
                ports.add(next);
            }
            next++;
        }
        return List.copyOf(ports);
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

    /** Returns the first port of a slice that no process has had yet, this one included. */
    private static int claimSlice() {
        for (int slice = 0; slice < SLICES; slice++) {
            int first = FIRST + slice * SLICE_SIZE;
            if (lock(LOCKS.resolve(Integer.toString(first)))) {
                return first;
            }
        }
        throw new IllegalStateException("Other processes hold all ports from " + FIRST + " on, by locks on files in "
                + LOCKS + ", or no file can be made there");
    }

    private static boolean lock(Path file) {
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                HELD.add(channel);
                return true;
            }
            channel.close();
            return false;
        } catch (OverlappingFileLockException | IOException e) {
            // Held by this process already, or somebody else's file.
            return false;
        }
    }
}
