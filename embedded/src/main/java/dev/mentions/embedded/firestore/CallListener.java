package dev.mentions.embedded.firestore;

import com.google.protobuf.Message;

/**
 * Is told of every call as it arrives, before a fault strikes it or it takes effect; of a stream with many requests, of
 * none. It is called on the server's threads, by several at once, and must not block.
 */
@FunctionalInterface
public interface CallListener {

    /** A call has arrived, with its request. */
    void received(Rpc rpc, Message request);
}
