package dev.mentions.cli.bench;

/**
 * What to measure.
 *
 * @param source where the posts are from, for the report
 * @param posts in each round
 * @param rounds measured, after one to warm up
 * @param threads that find names
 */
public record BenchSettings(String source, int posts, int rounds, int threads) {}
