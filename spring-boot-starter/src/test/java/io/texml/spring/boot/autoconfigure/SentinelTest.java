package io.texml.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.redis.RedisServer;
import io.texml.redis.TexmlRedis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A Redis that a Sentinel names. */
class SentinelTest {

    @Test
    void bothFindTheMaster(@TempDir Path directory) throws Exception {
        try (RedisServer master = RedisServer.start()) {
            int port = freePort();
            Process sentinel = start(directory, port, master.port());
            try {
                ApplicationContextRunner runner = new ApplicationContextRunner()
                        .withConfiguration(TexmlAutoConfigurationTest.ALL)
                        .withConfiguration(AutoConfigurations.of(
                                TexmlRedisAutoConfiguration.class, DataRedisAutoConfiguration.class))
                        .withPropertyValues(TexmlAutoConfigurationTest.KEY);
                for (List<String> properties : List.of(
                        List.of("texml.redis.url=redis-sentinel://127.0.0.1:" + port + "#first"),
                        List.of(
                                "spring.data.redis.sentinel.nodes=127.0.0.1:" + port,
                                "spring.data.redis.sentinel.master=first"))) {
                    runner.withPropertyValues(properties.toArray(String[]::new))
                            .run(context -> assertThat(context).hasNotFailed().hasSingleBean(TexmlRedis.class));
                }
            } finally {
                sentinel.destroyForcibly().waitFor();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process start(Path directory, int port, int master) throws IOException {
        Path configuration = Files.writeString(
                directory.resolve("sentinel.conf"),
                "port " + port + "\nbind 127.0.0.1\nsentinel monitor first 127.0.0.1 " + master + " 1\n");
        Process process = new ProcessBuilder("redis-server", configuration.toString(), "--sentinel")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = "";
        while (line != null && !line.contains("+monitor")) {
            line = output.readLine();
        }
        assertThat(line).as("the line that says that it watches the master").isNotNull();
        return process;
    }
}
