package io.texml.reactor.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads from a socket past its channel, to see whether something lies there that must not. What it finds is lost, so the
 * connection must not be used afterwards. Used by the connection's loop alone.
 */
@FunctionalInterface
interface SocketPeek {

    /** True when a byte, the end of the connection or a failure is there now; never waits. */
    boolean findsSomething();

    /** How to look at a channel's socket. A transport that is not known to answer without waiting is not looked at. */
    static SocketPeek of(Channel channel) {
        if (channel.unsafe() instanceof AbstractNioChannel.NioUnsafe nio
                && nio.ch() instanceof ReadableByteChannel socket) {
            ByteBuffer target = ByteBuffer.allocate(1);
            return () -> findsSomething(() -> socket.read(target.clear()));
        }
        String name = channel.getClass().getName();
        if (name.startsWith("io.netty.channel.epoll.") || name.startsWith("io.netty.channel.kqueue.")) {
            return Native.of(channel);
        }
        return () -> false;
    }

    private static boolean findsSomething(Read read) {
        try {
            return read.read() != 0;
        } catch (IOException broken) {
            return true;
        }
    }

    /** A read of one byte that does not wait: 0 when there is none, -1 at the end. */
    interface Read {
        int read() throws IOException;
    }

    /** Of its own, because the classes it names need not be there. */
    final class Native {

        /** Nobody looks at what is read into it. */
        private static final ByteBuffer TARGET = ByteBuffer.allocateDirect(1);

        private Native() {}

        private static SocketPeek of(Channel channel) {
            FileDescriptor descriptor = ((UnixChannel) channel).fd();
            return () -> findsSomething(() -> descriptor.read(TARGET, 0, 1));
        }
    }
}
