package io.texml.spring.boot.autoconfigure;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says where a property that does not fit was set; Spring Boot's own would show its value, which may be a secret. */
final class InvalidTexmlPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTexmlPropertyException> {

    private final Environment environment;

    InvalidTexmlPropertyFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidTexmlPropertyException cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Correct the property " + cause.property() + setAt(cause.property()) + ".", cause);
    }

    private String setAt(String property) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty found = source.getConfigurationProperty(name);
            if (found != null && found.getOrigin() != null) {
                return ", which is set at " + found.getOrigin();
            }
        }
        return "";
    }
}
