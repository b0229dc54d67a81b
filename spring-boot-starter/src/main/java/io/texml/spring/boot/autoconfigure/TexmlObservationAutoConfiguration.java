package io.texml.spring.boot.autoconfigure;

import io.micrometer.observation.ObservationRegistry;
import io.texml.reactor.micrometer.MicrometerCallbacks;
import io.texml.reactor.micrometer.MicrometerDialler;
import io.texml.reactor.micrometer.MicrometerInstrumentation;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/** Observes exchanges, callbacks and calls with the application's {@link ObservationRegistry}. */
@AutoConfiguration(
        before = TexmlAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnProperty(name = "texml.enabled", matchIfMissing = true)
public final class TexmlObservationAutoConfiguration {

    @Bean
    @Order(0)
    @ConditionalOnMissingBean(name = "texmlClientObservationCustomizer")
    TexmlClientBuilderCustomizer texmlClientObservationCustomizer(ObservationRegistry registry) {
        return builder -> builder.instrumentation(new MicrometerInstrumentation(registry));
    }

    @Bean
    @Order(0)
    @ConditionalOnMissingBean(name = "texmlCallbackObservationCustomizer")
    CallbackEndpointBuilderCustomizer texmlCallbackObservationCustomizer(ObservationRegistry registry) {
        return builder -> builder.instrumentation(new MicrometerCallbacks(registry));
    }

    @Bean
    @Order(0)
    @ConditionalOnMissingBean(name = "texmlDiallerObservationCustomizer")
    DiallerBuilderCustomizer texmlDiallerObservationCustomizer(ObservationRegistry registry) {
        return builder -> builder.instrument(new MicrometerDialler(registry));
    }
}
