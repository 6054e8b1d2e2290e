package dev.mentions.embedded.firestore;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelException;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.ServerChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that clients have open, so that they can be cut below gRPC, as a network does it. Thread-safe. */
final class Connections {

    private static final long CLOSE_MILLIS = 5_000;

    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    /** Returns a socket to listen on whose connections are kept here. */
    ServerChannel newServerChannel() {
        return new NioServerSocketChannel() {
            @Override
            protected int doReadMessages(List<Object> accepted) throws Exception {
                int count = super.doReadMessages(accepted);
                accepted.subList(accepted.size() - Math.max(count, 0), accepted.size())
                        .forEach(connection -> keep((Channel) connection));
                return count;
            }
        };
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Forgetting a connection cannot fail.
    private void keep(Channel connection) {
        open.add(connection);
        connection.closeFuture().addListener(closed -> open.remove(connection));
    }

    /** Resets every connection and waits until they are closed. */
    @SuppressWarnings("FutureReturnValueIgnored") // However it went, the connection is of no more use.
    void cut() {
        for (Channel connection : open) {
            try {
                // A linger time of 0 resets the connection: gRPC gets no chance to say goodbye.
                connection.config().setOption(ChannelOption.SO_LINGER, 0);
            } catch (ChannelException e) {
                // The client was first to close it.
                continue;
            }
            // Not through the handlers: those of HTTP/2 would wait for the calls under way.
            ChannelHandlerContext first = connection.pipeline().firstContext();
            // A connection that the client has closed meanwhile has no handlers any more.
            if (first != null) {
                first.close().awaitUninterruptibly(CLOSE_MILLIS);
            }
        }
    }
}
