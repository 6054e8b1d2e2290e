package dev.mentions.systemtests.mutation;

import java.util.Properties;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.streams.StreamsConfig;

/** Gives Kafka Streams its own default guarantee. */
final class AtLeastOnce {

    private AtLeastOnce() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return Properties properties) {
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    }
}
