package io.texml.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.dialler.Dialler;
import io.texml.reactor.micrometer.CallbackMeters;
import io.texml.reactor.micrometer.DiallerMeters;
import io.texml.reactor.micrometer.TexmlMeters;
import io.texml.simulator.TexmlSimulator;
import io.texml.spring.boot.actuate.LastAnswer;
import io.texml.spring.boot.actuate.TexmlHealthIndicator;
import io.texml.spring.boot.actuate.TexmlInfoContributor;
import io.texml.spring.boot.web.CallbackArgumentResolver;
import io.texml.spring.boot.web.CallbackBodyFilter;
import io.texml.spring.boot.web.CallbackReceiver;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** What is there with and without the classes, beans and properties that it hangs on. */
class ConditionsTest {

    private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
            .withConfiguration(TexmlAutoConfigurationTest.ALL)
            .withPropertyValues(
                    TexmlAutoConfigurationTest.KEY,
                    TexmlAutoConfigurationTest.PUBLIC_KEY,
                    TexmlAutoConfigurationTest.PUBLIC_URL);

    @Test
    void withoutMicrometersRegistryThereAreNoMeters() {
        runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class)).run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(Dialler.class)
                .doesNotHaveBean("texmlMeters"));
        runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TexmlMeters.class));
    }

    @Test
    void withARegistryThereAreMetersOfAllThree() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> assertThat(context)
                .hasSingleBean(TexmlMeters.class)
                .hasSingleBean(CallbackMeters.class)
                .hasSingleBean(DiallerMeters.class));
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues("texml.dialler.enabled=false")
                .run(context ->
                        assertThat(context).hasSingleBean(TexmlMeters.class).doesNotHaveBean(DiallerMeters.class));
    }

    @Test
    void observationsNeedTheirClassAndARegistry() {
        runner.withClassLoader(new FilteredClassLoader(ObservationRegistry.class, MeterRegistry.class))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(TexmlClient.class));
        runner.run(context -> assertThat(context).doesNotHaveBean(TexmlClientBuilderCustomizer.class));
        runner.withBean(ObservationRegistry.class, ObservationRegistry::create).run(context -> assertThat(context)
                .hasSingleBean(TexmlClientBuilderCustomizer.class)
                .hasSingleBean(CallbackEndpointBuilderCustomizer.class)
                .hasSingleBean(DiallerBuilderCustomizer.class));
    }

    @Test
    void theHealthIsOptIn() {
        runner.run(context ->
                assertThat(context).doesNotHaveBean(TexmlHealthIndicator.class).doesNotHaveBean(LastAnswer.class));
        runner.withPropertyValues("management.health.texml.enabled=true")
                .run(context -> assertThat(context).hasSingleBean(TexmlHealthIndicator.class));
        runner.withPropertyValues("management.health.texml.enabled=true")
                .withClassLoader(new FilteredClassLoader(ReactiveHealthIndicator.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("texmlHealthContributor"));
    }

    @Test
    void theHealthHearsOfAnswersAndLooksAtTheDialler() {
        try (TexmlSimulator simulator = TexmlSimulator.builder().realTime().start()) {
            runner.withPropertyValues(
                            "management.health.texml.enabled=true",
                            "texml.base-url=" + simulator.baseUrl(),
                            "texml.api-key=" + simulator.apiKey(),
                            "texml.account-sid=" + simulator.accountSid())
                    .run(context -> {
                        context.getBean(TexmlClient.class).calls().list().blockLast(Duration.ofSeconds(30));
                        Health health = context.getBean(TexmlHealthIndicator.class)
                                .health()
                                .block(Duration.ofSeconds(30));
                        assertThat(health.getDetails()).containsKeys("lastAnswer", "callbacks", "liveCalls");
                        assertThat(simulator.journal().count("applications.list"))
                                .isZero();
                    });
        }
    }

    @Test
    void theInfoIsOptIn() {
        runner.run(context -> assertThat(context).doesNotHaveBean(TexmlInfoContributor.class));
        runner.withPropertyValues("management.info.texml.enabled=true", "texml.base-url=https://gate.example.com/v2")
                .run(context -> {
                    Info.Builder info = new Info.Builder();
                    context.getBean(TexmlInfoContributor.class).contribute(info);
                    assertThat(info.build().getDetails().get("texml"))
                            .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
                            .containsEntry("baseUrl", "https://gate.example.com/v2")
                            .hasEntrySatisfying(
                                    "version", version -> assertThat(version).matches("\\d.*"));
                });
        runner.withPropertyValues("management.info.texml.enabled=true")
                .withClassLoader(new FilteredClassLoader(InfoContributor.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("texmlInfoContributor"));
    }

    @Test
    void withoutWebFluxTheEndpointIsThereButNotMounted() {
        for (Class<?> missing : new Class<?>[] {WebFluxConfigurer.class, CodecCustomizer.class}) {
            runner.withClassLoader(new FilteredClassLoader(missing)).run(context -> assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(CallbackEndpoint.class)
                    .doesNotHaveBean("texmlCallbackMapping"));
        }
    }

    @Test
    void withWebFluxItIsMountedAtItsPath() {
        runner.withPropertyValues("texml.callbacks.path=/telnyx").run(context -> {
            assertThat(context)
                    .hasSingleBean(CallbackReceiver.class)
                    .hasSingleBean(CallbackArgumentResolver.class)
                    .hasSingleBean(CallbackBodyFilter.class);
            assertThat(context.getBean("texmlCallbackMapping", SimpleUrlHandlerMapping.class)
                            .getUrlMap())
                    .containsOnlyKeys("/telnyx");
            // One of the application's for all paths, which is in the order 0 or behind, would be in the way.
            assertThat(context.getBean("texmlCallbackMapping", SimpleUrlHandlerMapping.class)
                            .getOrder())
                    .isNegative();
        });
    }

    @Test
    void whatWebFluxGetsBacksOff() {
        SimpleUrlHandlerMapping own = new SimpleUrlHandlerMapping(Map.of());
        runner.withBean("texmlCallbackMapping", SimpleUrlHandlerMapping.class, () -> own)
                .withBean("texmlCodecCustomizer", CodecCustomizer.class, () -> configurer -> {})
                .run(context -> {
                    assertThat(context.getBean("texmlCallbackMapping")).isSameAs(own);
                    assertThat(context).hasSingleBean(CodecCustomizer.class);
                });
    }

    @Test
    void documentsAreWrittenWithoutAnyKey() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(TexmlAutoConfigurationTest.ALL)
                .run(context ->
                        assertThat(context).hasBean("texmlCodecCustomizer").doesNotHaveBean(CallbackReceiver.class));
    }
}
