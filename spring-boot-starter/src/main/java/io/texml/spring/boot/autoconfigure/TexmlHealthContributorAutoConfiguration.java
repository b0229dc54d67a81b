package io.texml.spring.boot.autoconfigure;

import io.texml.reactor.TexmlClient;
import io.texml.reactor.dialler.Dialler;
import io.texml.spring.boot.actuate.LastAnswer;
import io.texml.spring.boot.actuate.TexmlHealthIndicator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;

/** Whether the API answers and callbacks arrive, for an application that wants its health to depend on it. */
@AutoConfiguration(after = {TexmlAutoConfiguration.class, TexmlDiallerAutoConfiguration.class})
@ConditionalOnClass(ReactiveHealthIndicator.class)
@ConditionalOnProperty("management.health.texml.enabled")
@ConditionalOnProperty(name = "texml.enabled", matchIfMissing = true)
public final class TexmlHealthContributorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    LastAnswer texmlLastAnswer() {
        return new LastAnswer();
    }

    @Bean
    @ConditionalOnMissingBean(name = "texmlLastAnswerCustomizer")
    TexmlClientBuilderCustomizer texmlLastAnswerCustomizer(LastAnswer lastAnswer) {
        return builder -> builder.observer(lastAnswer);
    }

    @Bean
    @ConditionalOnMissingBean(name = {"texmlHealthIndicator", "texmlHealthContributor"})
    @ConditionalOnSingleCandidate(TexmlClient.class)
    TexmlHealthIndicator texmlHealthContributor(
            TexmlClient client, LastAnswer lastAnswer, ObjectProvider<Dialler> dialler) {
        return new TexmlHealthIndicator(client, lastAnswer, dialler.getIfUnique());
    }
}
