package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Starting, closing and what is left behind. */
class LifeTest {

    @Test
    void closingFreesPortsAndThreadsAndMayBeDoneTwice() throws Exception {
        List<Thread> before = threads();
        int port;
        try (CallbackReceiver receiver = new CallbackReceiver()) {
            TexmlSimulator simulator = TexmlSimulator.builder().speed(1_000).start();
            Api api = new Api(simulator);
            api.dial("+17735550199", "\"StatusCallback\":\"" + receiver.url("/status") + "\"");
            simulator.journal().awaitCallbacks("call-completed", 1, Duration.ofSeconds(60));
            Mono.delay(Duration.ofHours(1), simulator.clock().scheduler()).block(Duration.ofSeconds(60));
            port = simulator.port();
            assertThat(threads()).hasSizeGreaterThan(before.size());
            simulator.close();
            simulator.close();
        }
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(free.isBound()).isTrue();
        }
        for (Thread thread : threads()) {
            if (!before.contains(thread)) {
                thread.join(20_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void closingDoesNotWaitForAReceiverThatNeverAnswers() {
        try (CallbackReceiver receiver = new CallbackReceiver()) {
            CountDownLatch never = receiver.hold("/status");
            TexmlSimulator simulator = TexmlSimulator.builder().speed(1_000).start();
            new Api(simulator).dial("+17735550199", "\"StatusCallback\":\"" + receiver.url("/status") + "\"");
            receiver.awaitReceived(1);
            simulator.close();
            never.countDown();
        }
    }

    @Test
    void aPortThatIsTakenIsSaidInTheException() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            SimulatorBuilder builder = TexmlSimulator.builder().port(taken.getLocalPort());
            assertThatThrownBy(builder::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The simulator cannot listen on port " + taken.getLocalPort() + " of 127.0.0.1");
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("texml-simulator"))
                .toList();
    }
}
