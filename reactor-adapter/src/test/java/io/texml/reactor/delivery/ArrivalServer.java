package io.texml.reactor.delivery;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A server in a process of its own that notes when requests arrive. It reads the first request of each connection late, as
 * a server does whose connections and code are cold. Needs nothing but the JDK; ends with its standard input.
 *
 * <p>Arguments: the window, how late the first request is, and how long an answer takes, as ISO 8601 durations. It prints
 * its port, and in the end how many requests came and how many at most in any stretch of the window's length.
 */
public final class ArrivalServer {

    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                    .getBytes(StandardCharsets.US_ASCII);

    private final List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());
    private final Duration firstIsLate;
    private final Duration answerTime;

    private ArrivalServer(Duration firstIsLate, Duration answerTime) {
        this.firstIsLate = firstIsLate;
        this.answerTime = answerTime;
    }

    /** Starts it. */
    public static void main(String[] arguments) throws IOException {
        ArrivalServer server = new ArrivalServer(Duration.parse(arguments[1]), Duration.parse(arguments[2]));
        try (ServerSocket listener = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress())) {
            inBackground(() -> server.accept(listener));
            System.out.println(listener.getLocalPort());
            System.in.readAllBytes();
        }
        System.out.println(server.arrivals.size());
        System.out.println(server.mostIn(Duration.parse(arguments[0]).toNanos()));
        System.exit(0);
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "arrivals");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(ServerSocket listener) {
        try {
            while (true) {
                Socket socket = listener.accept();
                inBackground(() -> serve(socket));
            }
        } catch (IOException closed) {
            // It is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Thread.sleep(firstIsLate.toMillis());
            while (readRequest(in)) {
                arrivals.add(System.nanoTime());
                Thread.sleep(answerTime.toMillis());
                socket.getOutputStream().write(ANSWER);
            }
        } catch (IOException | InterruptedException gone) {
            // The client has closed it.
        }
    }

    /** False at the end of the connection. */
    private static boolean readRequest(InputStream in) throws IOException {
        int length = 0;
        String line = readLine(in);
        if (line == null) {
            return false;
        }
        while (line != null && !line.isEmpty()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
            line = readLine(in);
        }
        return in.readNBytes(length).length == length;
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private int mostIn(long window) {
        List<Long> sorted = arrivals.stream().sorted().toList();
        int most = 0;
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) > window) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
