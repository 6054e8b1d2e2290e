package dev.mentions.service;

import java.util.Map;

/**
 * A call that a service offers on its management port, beside health and metrics. Answers in JSON.
 *
 * @param path exactly, with its leading slash
 * @param handlers by method; any other is answered with 405
 */
public record ManagementCall(String path, Map<String, Handler> handlers) {

    public ManagementCall {
        handlers = Map.copyOf(handlers);
    }

    /** Answers one request, from any thread, within {@value ManagementServer#MAX_ANSWER_SECONDS} s. */
    @FunctionalInterface
    public interface Handler {

        /**
         * @throws CallRefusedException when the request is at fault, or cannot be served now
         */
        Answer handle(Request request) throws CallRefusedException;
    }

    /**
     * What is asked.
     *
     * @param parameters of the query, decoded, each given once
     * @param body empty for none, {@value ManagementServer#MAX_BODY_BYTES} bytes at most; in JSON when there is one
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares requests
    public record Request(Map<String, String> parameters, byte[] body) {

        public Request {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * What is answered.
     *
     * @param json in UTF-8
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
    public record Answer(int status, byte[] json) {}
}
