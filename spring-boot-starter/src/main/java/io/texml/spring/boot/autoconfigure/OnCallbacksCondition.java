package io.texml.spring.boot.autoconfigure;

import java.util.Arrays;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Without a key a reader believes nobody, so there is one only where something says that callbacks are wanted. */
final class OnCallbacksCondition extends SpringBootCondition implements ConfigurationCondition {

    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("TeXML callbacks");
        if (StringUtils.hasText(context.getEnvironment().getProperty("TELNYX_PUBLIC_KEY"))) {
            return ConditionOutcome.match(message.foundExactly("TELNYX_PUBLIC_KEY"));
        }
        boolean set = Binder.get(context.getEnvironment())
                .bind("texml.callbacks", Bindable.mapOf(String.class, Object.class))
                .map(properties -> !properties.isEmpty())
                .orElse(false);
        if (set) {
            return ConditionOutcome.match(message.foundExactly("properties below texml.callbacks"));
        }
        var beans = context.getBeanFactory();
        if (beans != null && hasOwnDetails(beans.getBeanNamesForType(TexmlConnectionDetails.class, true, false))) {
            return ConditionOutcome.match(message.foundExactly("connection details of the application"));
        }
        return ConditionOutcome.noMatch(
                message.because("nothing says who signs; set texml.callbacks.public-keys or TELNYX_PUBLIC_KEY"));
    }

    private static boolean hasOwnDetails(String[] names) {
        return Arrays.stream(names).anyMatch(name -> !name.equals(TexmlAutoConfiguration.PROPERTIES_DETAILS));
    }
}
