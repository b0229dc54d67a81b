package io.texml.examples.webflux;

import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** A Telnyx in this process, with calls of the past, and the client for it. */
@Configuration(proxyBeanMethods = false)
@Profile("simulator")
class SimulatorConfiguration {

    @Bean(destroyMethod = "close")
    TexmlSimulator texmlSimulator() {
        return TexmlSimulator.builder().realTime().calls(100_000).start();
    }

    @Bean(destroyMethod = "close")
    TexmlClient simulatedTexmlClient(TexmlSimulator simulator) {
        return TexmlClient.builder()
                .baseUrl(simulator.baseUrl())
                .apiKey(simulator.apiKey())
                .accountSid(simulator.accountSid())
                .build();
    }
}
