package io.texml.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

import io.texml.ResponseRecord;
import io.texml.calls.Call;
import io.texml.calls.CallStatus;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.context.reactive.AnnotationConfigReactiveWebApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** What a native image has to know. */
class RuntimeHintsTest {

    private final RuntimeHints hints = new RuntimeHints();

    @Test
    void answersCanBeMadeByTheirComponents() {
        new TexmlRuntimeHints().registerHints(hints, null);

        assertThat(TexmlRuntimeHints.operations()
                        .map(operation -> operation.responseType().type())
                        .filter(ResponseRecord.class::isAssignableFrom)
                        .distinct())
                .hasSizeGreaterThan(15)
                .allSatisfy(type -> {
                    assertThat(reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]))
                            .accepts(hints);
                    for (RecordComponent component : type.getRecordComponents()) {
                        assertThat(reflection().onMethodInvocation(component.getAccessor()))
                                .accepts(hints);
                    }
                });
        assertThat(reflection().onType(CallStatus.class)).accepts(hints);
        assertThat(resource().forResource("io/texml/reactor/version.txt")).accepts(hints);
    }

    @Test
    void theWholeOfItCanBeProcessedAheadOfTime() {
        AnnotationConfigReactiveWebApplicationContext context = new AnnotationConfigReactiveWebApplicationContext();
        TestPropertyValues.of(
                        TexmlAutoConfigurationTest.KEY,
                        TexmlAutoConfigurationTest.PUBLIC_KEY,
                        TexmlAutoConfigurationTest.PUBLIC_URL)
                .applyTo(context);
        context.register(
                TexmlObservationAutoConfiguration.class,
                TexmlAutoConfiguration.class,
                TexmlCallbackAutoConfiguration.class,
                TexmlDiallerAutoConfiguration.class,
                TexmlWebFluxAutoConfiguration.class);
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        DefaultGenerationContext generation =
                new DefaultGenerationContext(new ClassNameGenerator(ClassName.get("io.texml", "Application")), files);

        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        generation.writeGeneratedContent();

        assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
                .anyMatch(file -> file.contains("TexmlAutoConfiguration__BeanDefinitions"))
                .anyMatch(file -> file.contains("TexmlDiallerAutoConfiguration__BeanDefinitions"))
                .anyMatch(file -> file.contains("TexmlWebFluxAutoConfiguration__BeanDefinitions"));
        RuntimeHints generated = generation.getRuntimeHints();
        assertThat(reflection().onType(TexmlProperties.class)).accepts(generated);
        assertThat(Arrays.stream(TexmlProperties.class.getDeclaredClasses()))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(reflection().onConstructorInvocation(type.getDeclaredConstructors()[0]))
                        .accepts(generated));
        assertThat(reflection().onType(Call.class)).accepts(generated);
    }
}
