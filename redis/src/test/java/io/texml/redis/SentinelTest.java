package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.texml.reactor.spi.DialPace.Slot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.util.retry.Retry;

class SentinelTest {

    private static final Duration WINDOW = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void afterAFailoverDialsGoOnAtTheNewServerAfterAWindow() throws Exception {
        try (RedisServer first = RedisServer.start();
                RedisServer second = RedisServer.start("--replicaof", "127.0.0.1", String.valueOf(first.port()))) {
            int port = freePort();
            Process sentinel = sentinel(port, first.port());
            try {
                while (!second.commands().info("replication").contains("master_link_status:up")) {
                    Thread.onSpinWait();
                }
                RedisURI uri = RedisURI.Builder.sentinel("127.0.0.1", port, "main")
                        .withTimeout(Duration.ofSeconds(10))
                        .build();
                try (TexmlRedis redis = TexmlRedis.connect(uri, "main")) {
                    RedisDialPace pace = RedisDialPace.of(redis, 1, WINDOW);
                    Slot before = Objects.requireNonNull(pace.acquire().block(SOON));
                    before.use();
                    before.settled();
                    redis.commands().ping().toCompletableFuture().join();

                    first.kill();
                    long killed = System.nanoTime();
                    Slot after = pace.acquire()
                            .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, Duration.ofMillis(50)))
                            .block(SOON);

                    assertThat(after).isNotNull();
                    assertThat(Duration.ofNanos(System.nanoTime() - killed)).isGreaterThan(WINDOW);
                    assertThat(second.commands().zcard("texml:{main}:pace:slots"))
                            .isOne();
                }
            } finally {
                sentinel.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The same program, which writes what it learns into its configuration. */
    private static Process sentinel(int port, int master) throws IOException {
        Path configuration = Files.createDirectories(Path.of("target", "redis")).resolve("sentinel-" + port + ".conf");
        Files.writeString(
                configuration,
                String.join(
                        "\n",
                        "port " + port,
                        "bind 127.0.0.1",
                        "sentinel monitor main 127.0.0.1 " + master + " 1",
                        "sentinel down-after-milliseconds main 500",
                        "sentinel failover-timeout main 3000",
                        ""));
        Process process = new ProcessBuilder(
                        "redis-server", configuration.toAbsolutePath().toString(), "--sentinel")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }
}
