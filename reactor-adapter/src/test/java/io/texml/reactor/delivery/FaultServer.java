package io.texml.reactor.delivery;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that speaks HTTP over bare sockets and breaks it as it is told (a mock server's own
 * disconnects are not exact enough). A script says what becomes of each connection, from the first one on; it counts the
 * requests that arrived. Everything is bounded in time and closed in the end.
 */
final class FaultServer implements AutoCloseable {

    private static final int LONGEST_MILLIS = 20_000;

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fault-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Script script;

    /** What becomes of one connection. */
    @FunctionalInterface
    interface Script {
        /** @param number of the connection, from 1 */
        void serve(int number, Connection connection) throws IOException, InterruptedException;
    }

    FaultServer(Script script) {
        this.script = script;
        try {
            this.listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException thrown) {
            throw new IllegalStateException(thrown);
        }
        threads.execute(this::accept);
    }

    /** An address on which nobody listens. */
    static URI nobody() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v2");
        } catch (IOException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v2");
    }

    /** The request lines that arrived, in order. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return connections.get();
    }

    int openConnections() {
        return open.size();
    }

    /** An answer as it goes over the wire. */
    static String answerOf(int status, String body, String... headers) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("Content-Type: application/json\r\nContent-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setSoTimeout(LONGEST_MILLIS);
                socket.setTcpNoDelay(true);
                open.add(socket);
                int number = connections.incrementAndGet();
                threads.execute(() -> serve(number, socket));
            } catch (IOException | RejectedExecutionException closed) {
                return;
            }
        }
    }

    private void serve(int number, Socket socket) {
        try (socket) {
            script.serve(number, new Connection(socket));
        } catch (IOException expected) {
            // The client went away: the tests look at what the client says about it.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closing.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
        if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a thread of the fault server does not end");
        }
    }

    /** One connection, in the hands of the script. */
    final class Connection {

        private final Socket socket;

        Connection(Socket socket) {
            this.socket = socket;
        }

        /** Reads a whole request and counts it. */
        void readRequest() throws IOException {
            readBody(readHead());
        }

        /** Reads the body that a head announces. */
        void readBody(String head) throws IOException {
            int length = 0;
            for (String line : head.split("\r\n")) {
                if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            if (socket.getInputStream().readNBytes(length).length < length) {
                throw new EOFException();
            }
        }

        /** Reads a request's head and counts it; the body stays where it is. */
        String readHead() throws IOException {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            int matched = 0;
            while (matched < 4) {
                int next = in.read();
                if (next < 0) {
                    throw new EOFException();
                }
                head.write(next);
                matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            requests.add(text.substring(0, text.indexOf("\r\n")));
            return text;
        }

        /** Scheme, host and port of the server. */
        String origin() {
            return "http://127.0.0.1:" + listener.getLocalPort();
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        void answer(int status, String body, String... headers) throws IOException {
            write(answerOf(status, body, headers));
        }

        /** Ends the connection with a RST instead of a FIN. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Sends a FIN and reads on. */
        void finish() throws IOException {
            socket.shutdownOutput();
        }

        /** Waits until the client is gone; fails the script when it stays for too long. */
        void awaitEnd() throws IOException {
            byte[] ignored = new byte[8_192];
            try {
                while (socket.getInputStream().read(ignored) >= 0) {
                    // What still comes is of no interest.
                }
            } catch (SocketException reset) {
                // Who closes a connection with bytes on it that it has not read sends a reset.
                if (closing.getCount() == 0) {
                    throw reset;
                }
            }
        }

        /** Waits until the server is closed or a time has passed. */
        void pause(long millis) throws InterruptedException {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) {
                throw new InterruptedException();
            }
        }
    }
}
