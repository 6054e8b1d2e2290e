package dev.mentions.streams.runtime;

/**
 * The stream threads of one application in this process.
 *
 * @param threads how many there are
 * @param running those that have their partitions; the others are starting or wait for the group
 * @param idle those without a partition: there are more threads than partitions, here or in all instances together
 * @param tasks partitions of the application that are processed here
 * @param standbys partitions that another instance processes, and whose stores are copied here
 */
public record StreamThreads(int threads, int running, int idle, int tasks, int standbys) {}
