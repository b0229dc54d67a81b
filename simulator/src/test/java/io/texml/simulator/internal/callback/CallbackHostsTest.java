package io.texml.simulator.internal.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallbackHostsTest {

    @Test
    void ofWhatANameLeadsToOnlyLoopbackIsUsed() throws UnknownHostException {
        InetSocketAddress here = address(127, 0, 0, 1);
        InetSocketAddress elsewhere = address(192, 0, 2, 1);
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("localhost", 80);
        assertThat(CallbackHosts.onLoopback(List.of(elsewhere, here, unresolved)))
                .asList()
                .containsExactly(here);
        assertThat(CallbackHosts.onLoopback(List.of(elsewhere))).isEmpty();
    }

    @Test
    void anAllowedHostMayBeWrittenWithOrWithoutBrackets() {
        for (String allowed : List.of("2001:db8::1", "[2001:db8::1]")) {
            CallbackHosts hosts = new CallbackHosts(Set.of(allowed), port -> false);
            assertThat(hosts.permitted("http://[2001:db8::1]:8080/x")).isNotNull();
            assertThat(hosts.permitted("http://[2001:db8::2]:8080/x")).isNull();
        }
        assertThat(new CallbackHosts(Set.of("example.com"), port -> false).isAllowed(URI.create("http://EXAMPLE.com/")))
                .isTrue();
    }

    @Test
    void aHostWithAnUnderscoreMayBeAllowed() {
        CallbackHosts hosts = new CallbackHosts(Set.of("voice_app"), port -> false);

        assertThat(hosts.permitted("http://voice_app:8080/voice")).isNotNull();
        assertThat(hosts.permitted("http://other_app:8080/voice")).isNull();
        assertThat(hosts.permitted("http://voice_app@192.0.2.1/voice")).isNull();
        assertThat(hosts.permitted("http://voice_app:8080:9090/voice")).isNull();
    }

    @Test
    void theSimulatorSendsNoCallbacksToItself() {
        CallbackHosts hosts = new CallbackHosts(Set.of("localhost"), port -> port == 12111);

        assertThat(hosts.permitted("http://127.0.0.1:12111/_simulator/reset")).isNull();
        assertThat(hosts.permitted("http://localhost:12111/_simulator/reset")).isNull();
        assertThat(hosts.permitted("http://127.0.0.1:12112/voice")).isNotNull();
    }

    private static InetSocketAddress address(int... bytes) throws UnknownHostException {
        byte[] address = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            address[i] = (byte) bytes[i];
        }
        return new InetSocketAddress(InetAddress.getByAddress(address), 80);
    }
}
