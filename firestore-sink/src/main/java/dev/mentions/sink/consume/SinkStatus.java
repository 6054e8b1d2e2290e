package dev.mentions.sink.consume;

/**
 * How the loop is, for its health.
 *
 * @param joined whether the group has given it partitions, or none, for the first time
 * @param assigned partitions it has
 * @param claimed those whose fence it holds
 * @param kafkaReachable whether Kafka answered last time
 */
record SinkStatus(boolean joined, int assigned, int claimed, boolean kafkaReachable) {

    static final SinkStatus STARTING = new SinkStatus(false, 0, 0, false);
}
