package dev.mentions.systemtests.nemesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** What a bad disk does to the files of state stores. */
final class StoreDamage {

    /** RocksDB's tables, each block of which has a checksum. */
    private static final String TABLE = ".sst";

    private StoreDamage() {}

    /**
     * Flips one bit of one table below a directory.
     *
     * @param which table and which bit, a random number: the same files and number give the same damage
     * @return false when there is no table
     */
    static boolean strike(Path stateDirectory, long which) {
        try {
            List<Path> tables = tables(stateDirectory);
            if (tables.isEmpty()) {
                return false;
            }
            flip(tables.get((int) Long.remainderUnsigned(which, tables.size())), which);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot damage a store below " + stateDirectory, e);
        }
    }

    private static void flip(Path table, long which) throws IOException {
        try (FileChannel channel = FileChannel.open(table, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long bit = Long.remainderUnsigned(which, channel.size() * Byte.SIZE);
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, bit / Byte.SIZE);
            one.put(0, (byte) (one.get(0) ^ 1 << bit % Byte.SIZE));
            channel.write(one.rewind(), bit / Byte.SIZE);
        }
    }

    private static List<Path> tables(Path stateDirectory) throws IOException {
        if (!Files.isDirectory(stateDirectory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(stateDirectory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(TABLE))
                    .sorted()
                    .toList();
        }
    }
}
