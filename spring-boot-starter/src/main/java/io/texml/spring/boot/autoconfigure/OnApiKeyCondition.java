package io.texml.spring.boot.autoconfigure;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Without a key there is nothing to call, and an application that only receives needs none. */
final class OnApiKeyCondition extends SpringBootCondition {

    private static final List<String> PLACES = List.of("texml.api-key", "texml.api-key-file", "TELNYX_API_KEY");

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("TeXML API key");
        return PLACES.stream()
                .filter(place -> StringUtils.hasText(context.getEnvironment().getProperty(place)))
                .findFirst()
                .map(place -> ConditionOutcome.match(message.foundExactly(place)))
                .orElseGet(() -> ConditionOutcome.noMatch(message.because(
                        "there is no API key; set texml.api-key, texml.api-key-file or TELNYX_API_KEY")));
    }
}
