package dev.mentions.embedded.firestore;

import dev.mentions.embedded.firestore.store.WriteRules;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The port: it can be shut and opened again while the database stays. Thread-safe. */
final class Endpoint implements AutoCloseable {

    private static final long STOP_SECONDS = 10;

    /** Above the limit on a request, so that breaking that one gets production's answer and not the transport's. */
    private static final int MAX_MESSAGE_BYTES = 4 * WriteRules.MAX_REQUEST_BYTES;

    private final String address;
    private final Supplier<ServerServiceDefinition> service;
    private final Executor executor;
    private final Connections connections = new Connections();
    private final EventLoopGroup acceptor = eventLoop();
    private final EventLoopGroup workers = eventLoop();
    private int port;
    private @Nullable Server server;

    /**
     * @param address what to bind to
     * @param port 0: the first start picks a free one, which later ones keep
     * @param executor runs the calls, and may be blocked by them
     */
    Endpoint(String address, int port, Supplier<ServerServiceDefinition> service, Executor executor) {
        this.address = address;
        this.port = port;
        this.service = service;
        this.executor = executor;
    }

    String address() {
        return address;
    }

    synchronized int port() {
        return port;
    }

    /**
     * Opens the port.
     *
     * @throws IOException when it cannot be bound
     */
    synchronized void start() throws IOException {
        if (server != null) {
            return;
        }
        try {
            Server started = NettyServerBuilder.forAddress(new InetSocketAddress(address, port))
                    .channelFactory(connections::newServerChannel)
                    .bossEventLoopGroup(acceptor)
                    .workerEventLoopGroup(workers)
                    .executor(executor)
                    .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                    .permitKeepAliveTime(1, TimeUnit.SECONDS)
                    .permitKeepAliveWithoutCalls(true)
                    .addService(service.get())
                    .build()
                    .start();
            port = started.getPort();
            server = started;
        } catch (IOException e) {
            throw new IOException("The Firestore server cannot listen on " + address + ":" + port, e);
        }
    }

    /** Shuts the port and cuts all connections. */
    synchronized void stop() {
        Server running = server;
        if (running == null) {
            return;
        }
        server = null;
        connections.cut();
        running.shutdownNow();
        try {
            running.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Opens the port again that an outage has shut. */
    synchronized void reopen() {
        try {
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts all connections; clients may connect again at once. */
    void cut() {
        connections.cut();
    }

    /** Shuts the port for good. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The threads are daemons: nobody needs to wait for their end.
    public void close() {
        stop();
        acceptor.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
        workers.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** One thread moves the bytes of all connections: calls run elsewhere. */
    private static EventLoopGroup eventLoop() {
        return new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("firestore-server-io", true), NioIoHandler.newFactory());
    }
}
