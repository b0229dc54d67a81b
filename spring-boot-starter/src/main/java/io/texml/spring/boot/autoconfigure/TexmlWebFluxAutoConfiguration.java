package io.texml.spring.boot.autoconfigure;

import io.texml.callbacks.CallbackReader;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.spring.boot.web.CallbackArgumentResolver;
import io.texml.spring.boot.web.CallbackBodyFilter;
import io.texml.spring.boot.web.CallbackReceiver;
import io.texml.spring.boot.web.CallbackWebHandler;
import io.texml.spring.boot.web.TexmlEncoder;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Callbacks as WebFlux meets them: the endpoint at its path, arguments of controllers, documents as their values. */
@AutoConfiguration(
        after = TexmlCallbackAutoConfiguration.class,
        beforeName = "org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({WebFluxConfigurer.class, CodecCustomizer.class})
@ConditionalOnProperty(name = "texml.enabled", matchIfMissing = true)
public final class TexmlWebFluxAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "texmlCodecCustomizer")
    CodecCustomizer texmlCodecCustomizer() {
        return configurer -> configurer.customCodecs().register(new TexmlEncoder());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(CallbackReader.class)
    CallbackReceiver texmlCallbackReceiver(CallbackReader reader, TexmlProperties properties) {
        return new CallbackReceiver(reader, properties.callbacks().handlerTimeout());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(CallbackReceiver.class)
    CallbackArgumentResolver texmlCallbackArgumentResolver(CallbackReceiver receiver) {
        return new CallbackArgumentResolver(receiver, ReactiveAdapterRegistry.getSharedInstance());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(CallbackReceiver.class)
    CallbackBodyFilter texmlCallbackBodyFilter(CallbackReceiver receiver, TexmlProperties properties) {
        return new CallbackBodyFilter(
                receiver,
                TexmlAutoConfiguration.checkedPath(properties.callbacks().path()));
    }

    @Bean
    @ConditionalOnMissingBean(name = "texmlCallbackMapping")
    @ConditionalOnBean(CallbackReceiver.class)
    @ConditionalOnSingleCandidate(CallbackEndpoint.class)
    SimpleUrlHandlerMapping texmlCallbackMapping(
            CallbackEndpoint endpoint, CallbackReceiver receiver, TexmlProperties properties) {
        String path = TexmlAutoConfiguration.checkedPath(properties.callbacks().path());
        // Before the application's own, of which one for all paths would be in the way.
        return new SimpleUrlHandlerMapping(
                Map.of(path, new CallbackWebHandler(endpoint, receiver)), Ordered.HIGHEST_PRECEDENCE + 100);
    }
}
