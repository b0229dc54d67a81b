package io.texml.spring.boot.autoconfigure;

import io.texml.callbacks.CallbackReader;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.spring.boot.autoconfigure.TexmlProperties.Callbacks;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** {@link CallbackEvents} and a {@link CallbackEndpoint} that publishes them, in a reactive web application. */
@AutoConfiguration(after = TexmlAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnProperty(name = "texml.enabled", matchIfMissing = true)
@ConditionalOnSingleCandidate(CallbackReader.class)
public final class TexmlCallbackAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(CallbackEvents.class)
    InMemoryCallbackEvents texmlCallbackEvents(ObjectProvider<CallbackEventsBuilderCustomizer> customizers) {
        InMemoryCallbackEvents.Builder builder = InMemoryCallbackEvents.builder();
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(CallbackEvents.class)
    CallbackEndpoint texmlCallbackEndpoint(
            CallbackReader reader,
            CallbackEvents events,
            TexmlProperties properties,
            ObjectProvider<CallbackEndpointBuilderCustomizer> customizers) {
        Callbacks callbacks = properties.callbacks();
        CallbackEndpoint.Builder builder = CallbackEndpoint.builder(reader, events);
        PropertySetter.set("texml.callbacks.handler-timeout", callbacks.handlerTimeout(), builder::handlerTimeout);
        PropertySetter.set("texml.callbacks.repeats", callbacks.repeats(), builder::repeats);
        PropertySetter.set(
                "texml.callbacks.signature-threads", callbacks.signatureThreads(), builder::signatureThreads);
        PropertySetter.set("texml.callbacks.signature-queue", callbacks.signatureQueue(), builder::signatureQueue);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }
}
