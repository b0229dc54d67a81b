package io.texml.spring.boot.autoconfigure;

import io.texml.callbacks.CallbackUrl;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.dialler.Dialler;
import io.texml.reactor.dialler.DiallerBuilder;
import io.texml.reactor.spi.LiveCalls;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AllNestedConditions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** A {@link Dialler}, where the application can be called back and says under which address. */
@AutoConfiguration(after = TexmlCallbackAutoConfiguration.class)
@ConditionalOnProperty(
        name = {"texml.enabled", "texml.dialler.enabled"},
        matchIfMissing = true)
public final class TexmlDiallerAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnOneOfEach.class)
    Dialler texmlDialler(
            TexmlClient client,
            CallbackEvents events,
            CallbackUrl url,
            TexmlProperties properties,
            ObjectProvider<LiveCalls> liveCalls,
            ObjectProvider<DiallerBuilderCustomizer> customizers) {
        DiallerBuilder builder = Dialler.builder(client, events, url.toUri());
        configure(builder, properties.dialler());
        liveCalls.ifAvailable(builder::liveCalls);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(Dialler.class)
    DiallerLifecycle texmlDiallerLifecycle(ObjectProvider<Dialler> diallers, TexmlProperties properties) {
        if (properties.dialler().stopTimeout().isNegative()) {
            throw new InvalidTexmlPropertyException("texml.dialler.stop-timeout", "it must not be negative");
        }
        return new DiallerLifecycle(
                diallers.stream().toList(), properties.dialler().stopTimeout());
    }

    /** Which of several is to dial, the application says with a dialler of its own. */
    static final class OnOneOfEach extends AllNestedConditions {

        OnOneOfEach() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnSingleCandidate(TexmlClient.class)
        static final class OneClient {}

        @ConditionalOnSingleCandidate(CallbackEvents.class)
        static final class Events {}

        @ConditionalOnSingleCandidate(CallbackUrl.class)
        static final class Url {}
    }

    private static void configure(DiallerBuilder builder, TexmlProperties.Dialler dialler) {
        PropertySetter.set("texml.dialler.max-live-calls", dialler.maxLiveCalls(), builder::maxLiveCalls);
        PropertySetter.set("texml.dialler.slack", dialler.slack(), builder::slack);
        PropertySetter.set("texml.dialler.check-after", dialler.checkAfter(), builder::checkAfter);
        PropertySetter.set("texml.dialler.look-up-within", dialler.lookUpWithin(), builder::lookUpWithin);
        PropertySetter.set("texml.dialler.look-up-pause", dialler.lookUpPause(), builder::lookUpPause);
        PropertySetter.set("texml.dialler.late-facts", dialler.lateFacts(), builder::lateFacts);
        PropertySetter.set(
                "texml.dialler.missing-callbacks-after",
                dialler.missingCallbacksAfter(),
                builder::missingCallbacksAfter);
        if (!dialler.hangUpOnCancel()) {
            builder.letGoOnCancel();
        }
        if (dialler.stopWhenCallbacksAreMissing()) {
            builder.stopWhenCallbacksAreMissing();
        }
    }
}
