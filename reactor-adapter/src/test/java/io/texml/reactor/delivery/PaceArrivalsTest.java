package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.dial;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.reactor.TexmlClient;
import io.texml.reactor.spi.DialPace;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/**
 * How fast dials reach a server in another process: 154 arrived in 5 seconds when a slot counted from its write. Short here;
 * the whole of it, which takes three minutes, prints what it measures:
 *
 * <pre>{@code
 * mvn -B -q -pl reactor-adapter -am test -Dtest=PaceArrivalsTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dpace.total=5000 -Dpace.dials=150 -Dpace.window=PT5S -Dpace.late=PT0.05S -Dpace.answer=PT0.14S
 * }</pre>
 */
class PaceArrivalsTest {

    private static final int TOTAL = Integer.getInteger("pace.total", 250);
    private static final int DIALS = Integer.getInteger("pace.dials", 50);
    private static final Duration WINDOW = duration("pace.window", "PT0.5S");
    private static final Duration LATE = duration("pace.late", "PT0.1S");
    private static final Duration ANSWER_TIME = duration("pace.answer", "PT0S");

    private static Duration duration(String property, String usual) {
        return Duration.parse(System.getProperty(property, usual));
    }

    @Test
    void noMoreDialsReachAServerInAnyWindowThanThePaceAllowsAlsoWhenTheFirstOnesArriveLate() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        Path.of(ArrivalServer.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        ArrivalServer.class.getName(),
                        WINDOW.toString(),
                        LATE.toString(),
                        ANSWER_TIME.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            double seconds = dialAll(Integer.parseInt(out.readLine()));
            process.getOutputStream().close();
            int arrived = Integer.parseInt(out.readLine());
            int most = Integer.parseInt(out.readLine());
            if (System.getProperty("pace.total") != null) {
                System.out.printf(
                        "%,d dials in %.1f s, %.2f a second where %d in %s allow %.2f; at most %d in any window%n",
                        arrived,
                        seconds,
                        (TOTAL - 1) / DIALS * DIALS / seconds,
                        DIALS,
                        WINDOW,
                        DIALS * 1e9 / WINDOW.toNanos(),
                        most);
            }

            assertThat(arrived).isEqualTo(TOTAL);
            assertThat(most).isLessThanOrEqualTo(DIALS);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Returns the seconds from the first outcome of the first window to the last outcome of the last one. */
    private static double dialAll(int port) {
        try (TexmlClient client = Clients.at(URI.create("http://127.0.0.1:" + port + "/v2"))
                .maxConnections(DIALS)
                .responseTimeout(Duration.ofSeconds(30))
                .totalTimeout(Duration.ofMinutes(10))
                .dialPace(DialPace.rolling(DIALS, WINDOW))
                .build()) {
            long[] first = new long[1];
            Flux.range(0, TOTAL)
                    .flatMap(i -> dial(client), TOTAL)
                    .doOnNext(call -> first[0] = first[0] == 0 ? System.nanoTime() : first[0])
                    .blockLast(Duration.ofMinutes(10));
            return (System.nanoTime() - first[0]) / 1e9;
        }
    }
}
