package io.texml.spring.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Whether the properties name a Redis. */
final class OnRedisPropertiesCondition extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("TeXML on Redis");
        return StringUtils.hasText(context.getEnvironment().getProperty("texml.redis.url"))
                ? ConditionOutcome.match(message.foundExactly("texml.redis.url"))
                : ConditionOutcome.noMatch(message.because("there is no Redis; set texml.redis.url"));
    }
}
