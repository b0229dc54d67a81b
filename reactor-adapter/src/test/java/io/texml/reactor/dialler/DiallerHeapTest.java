package io.texml.reactor.dialler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Of a process of its own, whose heap would not hold much more: {@code -Ddialler.calls=10000 -Ddialler.heap=64m} on demand. */
class DiallerHeapTest {

    @Test
    void soManyCallsLiveInASmallHeap() throws IOException, InterruptedException {
        String calls = System.getProperty("dialler.calls", "1000");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + System.getProperty("dialler.heap", "16m"),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LiveCallsInSmallHeap.class.getName(),
                        calls)
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(said).contains(calls + " lived at once, " + calls + " ended");
        } finally {
            process.destroyForcibly();
        }
    }
}
