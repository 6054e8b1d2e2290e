package dev.mentions.systemtests.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/**
 * What is no post, with the answer it deserves.
 *
 * @param status of the answer
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
record Rubbish(byte[] body, String type, int status) {

    private static final String JSON = "application/json";

    private static final List<Rubbish> FIXED = List.of(
            new Rubbish("{".getBytes(UTF_8), JSON, 400),
            new Rubbish(new byte[0], JSON, 400),
            new Rubbish("[]".getBytes(UTF_8), JSON, 400),
            new Rubbish("{\"publication\":\"P\"}".getBytes(UTF_8), JSON, 422),
            new Rubbish("{\"publication\":\" \",\"content\":\"C\"}".getBytes(UTF_8), JSON, 422),
            new Rubbish(
                    "{\"publication\":\"P\",\"content\":\"C\",\"publishedAt\":\"2999-01-01T00:00:00Z\"}"
                            .getBytes(UTF_8),
                    JSON,
                    422),
            new Rubbish("{\"publication\":\"P\",\"content\":\"C\"}".getBytes(UTF_8), "text/plain", 415),
            new Rubbish("[".repeat(100_000).getBytes(UTF_8), JSON, 400));

    /** Returns a whole request's worth. */
    static Rubbish any(Random random) {
        int choice = random.nextInt(FIXED.size() + 1);
        return choice < FIXED.size() ? FIXED.get(choice) : new Rubbish(line(random), JSON, 400);
    }

    /** Returns a line of a stream that is no JSON: bytes of any kind but line feeds, and not only white space. */
    static byte[] line(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(200)];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '\n' ? (byte) '!' : bytes[i];
        }
        bytes[0] = '?';
        return bytes;
    }
}
