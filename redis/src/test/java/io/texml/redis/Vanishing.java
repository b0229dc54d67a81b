package io.texml.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a port on which connections can fall silent: they stay open, and nothing arrives any more, either way. */
final class Vanishing implements AutoCloseable {

    private final int target;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile int vanished;
    private int accepted;

    Vanishing(int target) throws IOException {
        this.target = target;
        run(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** All connections so far; new ones work. */
    void vanish() {
        vanished = sockets.size() / 2;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One of the two ends was closed.
                        Thread.currentThread().interrupt();
                    }
                },
                "vanishing");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket one = server.accept();
            Socket other = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(one);
            sockets.add(other);
            int number = accepted++;
            run(() -> copy(number, one, other));
            run(() -> copy(number, other, one));
        }
    }

    private void copy(int number, Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] bytes = new byte[8_192];
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            if (number >= vanished) {
                out.write(bytes, 0, count);
            }
        }
        to.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
