package dev.mentions.systemtests.pipeline;

/**
 * What a pipeline has beside its one producer and one Firestore.
 *
 * @param streams apps that run from the start
 * @param sinks that run from the start
 * @param spare streams apps, and as many sinks, which are only started by who adds an instance
 * @param countCacheMib of each streams app; without one it puts counts out as they change, and not at its commits alone
 */
public record Size(int brokers, int streams, int sinks, int spare, int countCacheMib) {

    /** Any one process can be killed while another one does its work. */
    public static final Size FULL = new Size(3, 2, 2, 1, 1);

    /** One of each: quick to start, and what is killed is away until it is back. */
    public static final Size LEAST = new Size(1, 1, 1, 0, 0);
}
