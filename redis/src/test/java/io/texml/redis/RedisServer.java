package io.texml.redis;

import static org.junit.jupiter.api.Assumptions.abort;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real redis-server on a free loopback port, a child process of the test. Without one the test is skipped, and the error
 * stream says so; with {@code TEXML_REQUIRE_REDIS=1} it fails.
 */
public final class RedisServer implements AutoCloseable {

    private static final boolean REQUIRED = "1".equals(System.getenv("TEXML_REQUIRE_REDIS"));

    private final int port;
    private final List<String> options;
    private Process process;
    private @Nullable RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;

    private RedisServer(int port, List<String> options, Process process) {
        this.port = port;
        this.options = options;
        this.process = process;
    }

    /**
     * Starts one that keeps nothing on disk.
     *
     * @param options more of its command line, such as {@code "--maxmemory", "2mb"}
     */
    public static RedisServer start(String... options) {
        List<String> all = List.of(options);
        for (int attempt = 0; ; attempt++) {
            int port = freePort();
            try {
                return new RedisServer(port, all, run(port, all));
            } catch (IOException e) {
                // Another may have taken the port in between.
                if (attempt == 2) {
                    return missing(e);
                }
            }
        }
    }

    private static RedisServer missing(IOException e) {
        String why = "Redis is not tried, as redis-server does not start: " + e.getMessage();
        if (REQUIRED) {
            throw new IllegalStateException(why, e);
        }
        System.err.println(why);
        return abort(why);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process run(int port, List<String> options) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "redis"));
        List<String> command = new ArrayList<>(List.of(
                "redis-server",
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--daemonize",
                "no"));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line;
        String last = "";
        while ((line = output.readLine()) != null) {
            if (line.contains("Ready to accept connections")) {
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
                Thread rest = new Thread(() -> output.lines().forEach(more -> {}), "redis-server output");
                rest.setDaemon(true);
                rest.start();
                return process;
            }
            last = line;
        }
        throw new IOException(last);
    }

    public int port() {
        return port;
    }

    /** With a timeout that a busy machine keeps. */
    public RedisURI uri() {
        return RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(port)
                .withTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** For what a test asks of the server itself; a connection of its own. */
    public RedisCommands<String, String> commands() {
        StatefulRedisConnection<String, String> known = connection;
        if (known == null) {
            client = RedisClient.create(uri());
            known = client.connect();
            connection = known;
        }
        return known.sync();
    }

    /** Of the child process, for signals. */
    public long pid() {
        return process.pid();
    }

    /** SIGKILL; all that it knew is gone. */
    public void kill() {
        process.destroyForcibly();
        await(process);
    }

    /** Starts it again, on the same port and empty. */
    public void startAgain() {
        try {
            process = run(port, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("redis-server does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        RedisClient known = client;
        if (known != null) {
            TexmlRedis.shutdown(known, known.getResources());
        }
        process.destroyForcibly();
        await(process);
    }
}
