package dev.mentions.cli.pipeline;

/**
 * Posts that a topic had and has no more.
 *
 * @param partition of the posts topic
 * @param from first offset
 * @param to offset after the last one
 */
public record LostPosts(int partition, long from, long to) {

    @Override
    public String toString() {
        return "partition " + partition + ", offsets " + from + " to " + (to - 1);
    }
}
