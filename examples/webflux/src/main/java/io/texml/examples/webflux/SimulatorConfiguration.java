package io.texml.examples.webflux;

import io.texml.simulator.TexmlSimulator;
import io.texml.spring.boot.autoconfigure.TexmlConnectionDetails;
import java.net.URI;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** A Telnyx in this process, with calls of the past, in the place of the real one. */
@Configuration(proxyBeanMethods = false)
@Profile("simulator")
class SimulatorConfiguration {

    @Bean(destroyMethod = "close")
    TexmlSimulator texmlSimulator() {
        return TexmlSimulator.builder().realTime().calls(100_000).start();
    }

    @Bean
    TexmlConnectionDetails simulatorDetails(TexmlSimulator simulator) {
        return new TexmlConnectionDetails() {
            @Override
            public String getApiKey() {
                return simulator.apiKey();
            }

            @Override
            public String getAccountSid() {
                return simulator.accountSid();
            }

            @Override
            public URI getBaseUrl() {
                return simulator.baseUrl();
            }

            @Override
            public List<String> getPublicKeys() {
                return List.of(simulator.publicKey());
            }
        };
    }
}
