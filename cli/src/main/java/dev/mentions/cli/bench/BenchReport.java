package dev.mentions.cli.bench;

/**
 * What a bench measured, all in one run on one machine. The components, in order, are the form of {@code --json}.
 *
 * @param source where the posts are from
 * @param posts in each measured round
 * @param threads that find names, in both
 * @param postsPerSecond from the first byte over HTTP until the last count was applied in Firestore; median of rounds
 * @param countPostsPerSecond of {@code count}, the same posts in memory; median of rounds
 * @param ratio of the two, median of the rounds' ratios
 * @param latencyMillis from a post's acceptance until its count was in Firestore, under half of that load
 * @param firestoreWritesPerPost documents written, fences included
 */
public record BenchReport(
        String source,
        int posts,
        int threads,
        double postsPerSecond,
        double countPostsPerSecond,
        double ratio,
        Latency latencyMillis,
        double firestoreWritesPerPost) {

    /** Percentiles over the probes, in milliseconds. */
    public record Latency(double p50, double p95, double p99, int probes) {}
}
