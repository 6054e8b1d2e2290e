package dev.mentions.systemtests.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreDamageTest {

    @TempDir
    Path directory;

    @Test
    void shouldFlipOneBitOfATable() throws Exception {
        Path table = table("1_0/rocksdb/seen/000012.sst");
        Path other = Files.write(table.resolveSibling("MANIFEST-000004"), new byte[100]);

        assertThat(StoreDamage.strike(directory, -7)).isTrue();

        assertThat(BitSet.valueOf(Files.readAllBytes(table)).cardinality()).isEqualTo(1);
        assertThat(Files.readAllBytes(other)).containsOnly(0);
    }

    @Test
    void shouldFindEveryTable() throws Exception {
        Path first = table("1_0/rocksdb/seen/000012.sst");
        Path second = table("1_1/rocksdb/seen/000012.sst");

        StoreDamage.strike(directory, 0);
        StoreDamage.strike(directory, 1);

        assertThat(BitSet.valueOf(Files.readAllBytes(first)).cardinality()).isEqualTo(1);
        assertThat(BitSet.valueOf(Files.readAllBytes(second)).cardinality()).isEqualTo(1);
    }

    @Test
    void shouldFindNothingToDamageBeforeTheFirstFlush() throws Exception {
        assertThat(StoreDamage.strike(directory, 1)).isFalse();
        assertThat(StoreDamage.strike(directory.resolve("missing"), 1)).isFalse();
    }

    private Path table(String name) throws Exception {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[100]);
    }
}
