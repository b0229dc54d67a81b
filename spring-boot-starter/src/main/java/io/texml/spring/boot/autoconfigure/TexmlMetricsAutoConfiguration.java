package io.texml.spring.boot.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.dialler.Dialler;
import io.texml.reactor.micrometer.CallbackMeters;
import io.texml.reactor.micrometer.DiallerMeters;
import io.texml.reactor.micrometer.TexmlMeters;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AllNestedConditions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** Meters of client, callbacks and dialler, which Spring Boot binds to the application's {@link MeterRegistry}. */
@AutoConfiguration(
        after = {TexmlAutoConfiguration.class, TexmlCallbackAutoConfiguration.class, TexmlDiallerAutoConfiguration.class
        },
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnProperty(name = "texml.enabled", matchIfMissing = true)
public final class TexmlMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(TexmlClient.class)
    TexmlMeters texmlMeters(TexmlClient client) {
        return new TexmlMeters(client);
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnOneOfEach.class)
    CallbackMeters texmlCallbackMeters(CallbackEndpoint endpoint, InMemoryCallbackEvents events) {
        return new CallbackMeters(endpoint, events);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(Dialler.class)
    DiallerMeters texmlDiallerMeters(Dialler dialler) {
        return new DiallerMeters(dialler);
    }

    static final class OnOneOfEach extends AllNestedConditions {

        OnOneOfEach() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnSingleCandidate(CallbackEndpoint.class)
        static final class Endpoint {}

        @ConditionalOnSingleCandidate(InMemoryCallbackEvents.class)
        static final class Events {}
    }
}
