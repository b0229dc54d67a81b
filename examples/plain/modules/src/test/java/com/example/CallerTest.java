package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.Version;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CallerTest {

    @Test
    void aModuleDials() {
        try (TexmlSimulator simulator = TexmlSimulator.start();
                TexmlClient client = TexmlClient.builder()
                        .baseUrl(simulator.baseUrl())
                        .apiKey(simulator.apiKey())
                        .accountSid(simulator.accountSid())
                        .build()) {
            new Caller(client).call("+13125550101").block();
            simulator.journal().verify("calls.create").acted().times(1);
        }
        assertTrue(TexmlClient.class.getModule().isNamed(), "this test has to run on the module path");
    }

    /** HTTP/3, which nothing uses, is of the version that Reactor Netty names. */
    @Test
    void allOfNettyThatIsUsedIsOfOneVersionWithoutABom() {
        Set<String> versions = Version.identify().values().stream()
                .filter(part -> !part.artifactId().matches("netty-codec-(http3|classes-quic)"))
                .map(Version::artifactVersion)
                .collect(Collectors.toSet());

        assertEquals(Set.of(System.getProperty("netty.version")), versions);
    }
}
