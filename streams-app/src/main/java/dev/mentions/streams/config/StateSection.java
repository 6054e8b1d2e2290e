package dev.mentions.streams.config;

import static java.util.Objects.requireNonNull;

import dev.mentions.service.Settings;
import java.nio.file.Path;

/**
 * Where state is kept on this machine.
 *
 * @param directory kept between runs; of no other instance
 * @param rocksDbBytes memory outside the heap for blocks and write buffers of all stores together
 */
public record StateSection(Path directory, long rocksDbBytes) {

    public StateSection {
        requireNonNull(directory, "directory");
    }

    static StateSection from(Settings settings) {
        return new StateSection(
                settings.path("state.dir", Path.of("data", "streams")),
                settings.integer("state.rocksdb.mib", 64, 16, 1_000_000) * 1024L * 1024L);
    }
}
