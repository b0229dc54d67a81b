package io.texml.spring.boot.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds the annotation, on a test or round it. */
final class SimulatorContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        AutoConfigureTexmlSimulator settings =
                TestContextAnnotationUtils.findMergedAnnotation(testClass, AutoConfigureTexmlSimulator.class);
        return settings == null
                ? null
                : new SimulatorContextCustomizer(
                        settings.seed(), settings.calls(), settings.speed(), List.of(settings.customizers()));
    }
}
