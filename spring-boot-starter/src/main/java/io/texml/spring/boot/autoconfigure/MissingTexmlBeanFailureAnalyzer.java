package io.texml.spring.boot.autoconfigure;

import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.CallbackUrl;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.dialler.Dialler;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;

/** Says which property brings a bean that is missing; Spring Boot's own would advise to define one. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingTexmlBeanFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

    private static final String KEY = "texml.api-key, texml.api-key-file or TELNYX_API_KEY";
    private static final String PUBLIC_KEY = "texml.callbacks.public-keys or TELNYX_PUBLIC_KEY";
    private static final String REACTIVE = ", in a reactive web application";

    private static final Map<Class<?>, String> PROPERTIES = Map.of(
            TexmlClient.class,
            KEY,
            CallbackReader.class,
            PUBLIC_KEY,
            CallbackUrl.class,
            "texml.callbacks.public-url",
            CallbackEvents.class,
            PUBLIC_KEY + REACTIVE,
            CallbackEndpoint.class,
            PUBLIC_KEY + REACTIVE,
            Dialler.class,
            "texml.callbacks.public-url; " + KEY + "; and " + PUBLIC_KEY + REACTIVE);

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        ResolvableType missing = cause.getResolvableType();
        if (missing == null || cause instanceof NoUniqueBeanDefinitionException) {
            return null;
        }
        Class<?> type = missing.toClass();
        String properties = PROPERTIES.get(type);
        return properties == null
                ? null
                : new FailureAnalysis(
                        "A bean of the type " + type.getName() + " is needed, and the starter of TeXML has made none.",
                        "Set " + properties + ".",
                        cause);
    }
}
