package dev.mentions.streams.runtime;

import static org.apache.kafka.streams.StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG;

import dev.mentions.contract.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes a dead letter: the record as it was read, with its cause in headers of the names Streams itself uses. Unlike
 * Streams' own, it is always one the topic takes: a letter that could not be sent would stop everything behind it.
 */
final class DeadLetters {

    static final String EXCEPTION = "__streams.errors.exception";
    static final String MESSAGE = "__streams.errors.message";
    static final String STACK_TRACE = "__streams.errors.stacktrace";
    static final String TOPIC = "__streams.errors.topic";
    static final String PARTITION = "__streams.errors.partition";
    static final String OFFSET = "__streams.errors.offset";

    /** The size of a value that was too large to send along; it still stands where the other headers say. */
    static final String OMITTED_VALUE_BYTES = "mentions.omitted.value.bytes";

    private static final int MAX_MESSAGE_LENGTH = 1_000;
    private static final int MAX_STACK_TRACE_LENGTH = 8_000;
    private static final int MAX_ORIGINAL_HEADER_BYTES = 8_000;
    private static final int MAX_KEY_BYTES = 8_000;

    private final String topicName;

    DeadLetters(Map<String, ?> configs) {
        Object name = configs.get(ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        if (name == null) {
            throw new IllegalArgumentException(ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG + " is not set");
        }
        this.topicName = name.toString();
    }

    List<ProducerRecord<byte[], byte[]>> letter(ErrorHandlerContext context, Exception cause) {
        byte[] key = context.sourceRawKey();
        byte[] value = context.sourceRawValue();
        boolean valueFits = length(value) <= Topics.MAX_POST_BYTES;
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                topicName, null, length(key) <= MAX_KEY_BYTES ? key : null, valueFits ? value : null);
        Headers headers = letter.headers();
        copy(context.headers(), headers);
        add(headers, EXCEPTION, rootOf(cause).getClass().getName());
        add(headers, MESSAGE, truncated(String.valueOf(cause.getMessage()), MAX_MESSAGE_LENGTH));
        add(headers, STACK_TRACE, truncated(stackTrace(cause), MAX_STACK_TRACE_LENGTH));
        add(headers, TOPIC, context.topic());
        add(headers, PARTITION, Integer.toString(context.partition()));
        add(headers, OFFSET, Long.toString(context.offset()));
        if (!valueFits) {
            add(headers, OMITTED_VALUE_BYTES, Integer.toString(value.length));
        }
        return List.of(letter);
    }

    /** Returns the exception that says most about what went wrong. */
    static Throwable rootOf(Throwable cause) {
        Throwable root = cause;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root;
    }

    private static void copy(@Nullable Headers from, Headers to) {
        if (from == null) {
            return;
        }
        long bytes = 0;
        for (Header header : from) {
            bytes += header.key().length() + length(header.value());
        }
        if (bytes <= MAX_ORIGINAL_HEADER_BYTES) {
            from.forEach(to::add);
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String stackTrace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String truncated(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
