package io.texml.spring.boot.autoconfigure;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;

/** Says what a property that cannot be read should be; Spring Boot's own shows its value, and a key may have been put there. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TexmlBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("texml");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        if (!ROOT.isAncestorOf(cause.getName())) {
            return null;
        }
        Class<?> type = cause.getTarget().getType().resolve(Object.class);
        ConfigurationProperty property = cause.getProperty();
        Origin origin = property == null ? null : property.getOrigin();
        return new FailureAnalysis(
                cause.getName() + ": it must be " + described(type),
                "Correct the property " + cause.getName() + (origin == null ? "" : ", which is set at " + origin) + ".",
                cause);
    }

    private static String described(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants())
                                    .map(value -> value.toString()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-'))
                                    .toList());
        }
        return switch (ClassUtils.getShortName(type)) {
            case "Duration" -> "a time, such as 500ms, 10s or 2m";
            case "DataSize" -> "a size, such as 512KB or 16MB";
            case "int", "Integer" -> "a whole number";
            case "boolean", "Boolean" -> "true or false";
            case "URI" -> "a URL";
            default -> "a " + ClassUtils.getShortName(type);
        };
    }
}
