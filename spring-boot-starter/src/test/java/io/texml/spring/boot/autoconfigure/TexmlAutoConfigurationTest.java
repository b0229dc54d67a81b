package io.texml.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.texml.ClientClosedException;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.CallbackUrl;
import io.texml.callbacks.VerificationPolicy;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.dialler.Dialler;
import io.texml.reactor.dialler.DiallerBuilder;
import io.texml.reactor.micrometer.CallbackMeters;
import io.texml.reactor.micrometer.DiallerMeters;
import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.LiveCalls;
import io.texml.reactor.spi.SharedRateLimit;
import io.texml.spring.boot.actuate.TexmlHealthIndicator;
import io.texml.spring.boot.web.CallbackReceiver;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.test.util.ReflectionTestUtils;

class TexmlAutoConfigurationTest {

    static final String KEY = "texml.api-key=KEY_of_a_test";
    static final String PUBLIC_KEY = "texml.callbacks.public-keys=7Wcd3ZWdZ+hVDQaQFjNfgpy1hfG+nW6fUgFQ4cmzj8s=";
    static final String PUBLIC_URL = "texml.callbacks.public-url=https://calls.example.com/";
    static final AutoConfigurations ALL = AutoConfigurations.of(
            SslAutoConfiguration.class,
            TexmlAutoConfiguration.class,
            TexmlCallbackAutoConfiguration.class,
            TexmlDiallerAutoConfiguration.class,
            TexmlHealthContributorAutoConfiguration.class,
            TexmlInfoContributorAutoConfiguration.class,
            TexmlMetricsAutoConfiguration.class,
            TexmlObservationAutoConfiguration.class,
            TexmlWebFluxAutoConfiguration.class);

    private final ApplicationContextRunner plain = new ApplicationContextRunner().withConfiguration(ALL);
    private final WebApplicationContextRunner servlet = new WebApplicationContextRunner().withConfiguration(ALL);
    private final ReactiveWebApplicationContextRunner reactive =
            new ReactiveWebApplicationContextRunner().withConfiguration(ALL);

    @Test
    void withoutAnythingSetTheApplicationStartsAndHasNothing() {
        reactive.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(TexmlClient.class)
                .doesNotHaveBean(CallbackReader.class)
                .doesNotHaveBean(CallbackEndpoint.class)
                .doesNotHaveBean(Dialler.class));
    }

    @Test
    void switchedOffThereIsNothing() {
        reactive.withPropertyValues("texml.enabled=false", KEY, PUBLIC_KEY, PUBLIC_URL)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(TexmlClient.class)
                        .doesNotHaveBean(CallbackReader.class)
                        .doesNotHaveBean(Dialler.class));
    }

    @Test
    void aReactiveApplicationGetsEverything() {
        reactive.withPropertyValues(KEY, PUBLIC_KEY, PUBLIC_URL).run(context -> {
            assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(TexmlClient.class)
                    .hasSingleBean(CallbackReader.class)
                    .hasSingleBean(InMemoryCallbackEvents.class)
                    .hasSingleBean(CallbackEndpoint.class)
                    .hasSingleBean(Dialler.class);
            assertThat(context.getBean(CallbackUrl.class).toUri())
                    .isEqualTo(URI.create("https://calls.example.com/texml/callbacks"));
        });
    }

    @Test
    void aServletApplicationGetsClientAndReaderOnly() {
        servlet.withPropertyValues(KEY, PUBLIC_KEY, PUBLIC_URL).run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(TexmlClient.class)
                .hasSingleBean(CallbackReader.class)
                .doesNotHaveBean(CallbackEvents.class)
                .doesNotHaveBean(CallbackEndpoint.class)
                .doesNotHaveBean(Dialler.class));
    }

    @Test
    void anApplicationWithoutWebGetsADiallerForEventsOfItsOwn() {
        plain.withPropertyValues(KEY, PUBLIC_URL, PUBLIC_KEY)
                .withBean(CallbackEvents.class, CallbackEvents::inMemory)
                .run(context -> assertThat(context).hasSingleBean(Dialler.class));
    }

    @Test
    void thereIsNoDiallerWithoutAPublicUrlOrWhenItIsSwitchedOff() {
        reactive.withPropertyValues(KEY, PUBLIC_KEY)
                .run(context -> assertThat(context).doesNotHaveBean(Dialler.class));
        reactive.withPropertyValues(KEY, PUBLIC_KEY, PUBLIC_URL, "texml.dialler.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Dialler.class));
    }

    @Test
    void theKeyMayStandInAFileOrInTheVariableOfTheLibrary(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("key"), "KEY_of_a_file\n");
        plain.withPropertyValues("texml.api-key-file=" + file).run(context -> assertThat(
                        context.getBean(TexmlConnectionDetails.class).getApiKey())
                .isEqualTo("KEY_of_a_file"));
        plain.withPropertyValues("TELNYX_API_KEY=KEY_of_a_variable", "TELNYX_ACCOUNT_SID=account-1")
                .run(context -> {
                    TexmlConnectionDetails details = context.getBean(TexmlConnectionDetails.class);
                    assertThat(details.getApiKey()).isEqualTo("KEY_of_a_variable");
                    assertThat(details.getAccountSid()).isEqualTo("account-1");
                });
    }

    @Test
    void aPropertyGoesBeforeAFileAndAVariable(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("key"), "KEY_of_a_file");
        plain.withPropertyValues(
                        KEY,
                        "texml.api-key-file=" + file,
                        "texml.account-sid=account-1",
                        "texml.base-url=https://one.example.com",
                        "TELNYX_API_KEY=KEY_of_a_variable",
                        "TELNYX_ACCOUNT_SID=account-2",
                        "TELNYX_BASE_URL=https://two.example.com")
                .run(context -> {
                    TexmlConnectionDetails details = context.getBean(TexmlConnectionDetails.class);
                    assertThat(details.getApiKey()).isEqualTo("KEY_of_a_test");
                    assertThat(details.getAccountSid()).isEqualTo("account-1");
                    assertThat(details.getBaseUrl()).hasHost("one.example.com");
                });
    }

    /** As in {@code texml.api-key=${KEY:}}. */
    @Test
    void anEmptyPropertyIsNone() {
        plain.withPropertyValues("texml.api-key=", "texml.api-key-file=")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TexmlClient.class));
        plain.withPropertyValues(
                        KEY, "texml.base-url=", "texml.account-sid=", "TELNYX_BASE_URL=https://two.example.com")
                .run(context -> assertThat(
                                context.getBean(TexmlConnectionDetails.class).getBaseUrl())
                        .hasHost("two.example.com"));
    }

    @Test
    void aFileThatHoldsNoKeyIsAMistakeInWords(@TempDir Path directory) throws Exception {
        Path empty = Files.writeString(directory.resolve("empty"), "\n");
        Path large = Files.writeString(directory.resolve("large"), "K".repeat(5000));
        plain.withPropertyValues("texml.api-key-file=" + empty).run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessage("texml.api-key-file: the file is empty; write the API key into it"));
        plain.withPropertyValues("texml.api-key-file=" + large).run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageStartingWith("texml.api-key-file: the file is too long"));
    }

    @Test
    void whatIsWantedOfCallbacksReachesTheReader() {
        List<Object> builders = new ArrayList<>();
        reactive.withPropertyValues(
                        PUBLIC_KEY, "texml.callbacks.instructions=signature", "texml.callbacks.status-callbacks=none")
                .withBean(CallbackReaderBuilderCustomizer.class, () -> builders::add)
                .run(context -> assertThat(builders)
                        .singleElement()
                        .hasFieldOrPropertyWithValue("instructions", VerificationPolicy.SIGNATURE)
                        .hasFieldOrPropertyWithValue("statusCallbacks", VerificationPolicy.NONE));
    }

    @Test
    void whatIsWantedOfCallsReachesTheDialler() {
        List<Object> builders = new ArrayList<>();
        reactive.withPropertyValues(
                        KEY,
                        PUBLIC_KEY,
                        PUBLIC_URL,
                        "texml.dialler.slack=1s",
                        "texml.dialler.check-after=2m",
                        "texml.dialler.look-up-within=3m",
                        "texml.dialler.look-up-pause=4s",
                        "texml.dialler.late-facts=5s",
                        "texml.dialler.hang-up-on-cancel=false",
                        "texml.dialler.missing-callbacks-after=6",
                        "texml.dialler.stop-when-callbacks-are-missing=true")
                .withBean(DiallerBuilderCustomizer.class, () -> builders::add)
                .run(context -> {
                    DiallerBuilder expected = Dialler.builder(
                                    context.getBean(TexmlClient.class),
                                    context.getBean(CallbackEvents.class),
                                    URI.create("https://calls.example.com/texml/callbacks"))
                            .maxLiveCalls(10)
                            .slack(Duration.ofSeconds(1))
                            .checkAfter(Duration.ofMinutes(2))
                            .lookUpWithin(Duration.ofMinutes(3))
                            .lookUpPause(Duration.ofSeconds(4))
                            .lateFacts(Duration.ofSeconds(5))
                            .letGoOnCancel()
                            .missingCallbacksAfter(6)
                            .stopWhenCallbacksAreMissing();
                    assertThat(builders)
                            .singleElement()
                            .usingRecursiveComparison()
                            .ignoringFields("client", "events", "liveCalls", "instrumentations")
                            .isEqualTo(expected);
                });
    }

    @Test
    void aPublicUrlMayEndWithASlashAndHaveAPath() {
        reactive.withPropertyValues(PUBLIC_KEY, "texml.callbacks.public-url=https://calls.example.com/app/")
                .run(context -> assertThat(context.getBean(CallbackUrl.class).toUri())
                        .isEqualTo(URI.create("https://calls.example.com/app/texml/callbacks")));
    }

    @Test
    void aReaderHasTheKeysOfTheVariableToo() {
        plain.withPropertyValues("TELNYX_PUBLIC_KEY=" + PUBLIC_KEY.substring(PUBLIC_KEY.indexOf('=') + 1))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(CallbackReader.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "texml.api-key=with blanks in it|texml.api-key",
                "texml.api-key-file=/nowhere/at/all|texml.api-key-file",
                "texml.account-sid=a b|texml.account-sid",
                "texml.base-url=ftp://example.com|texml.base-url",
                "texml.base-url=http://example.com/v2|texml.allow-plain-http",
                "texml.headers.authorization=mine|texml.headers",
                "texml.max-response-size=1B|texml.max-response-size",
                "texml.close-grace=0s|texml.close-grace",
                "texml.timeout.connect=0s|texml.timeout.connect",
                "texml.timeout.response=-1s|texml.timeout.response",
                "texml.timeout.total=0s|texml.timeout.total",
                "texml.pool.max-connections=0|texml.pool.max-connections",
                "texml.pool.max-concurrency=0|texml.pool.max-concurrency",
                "texml.pool.max-waiting=-1|texml.pool.max-waiting",
                "texml.pool.max-wait=0s|texml.pool.max-wait",
                "texml.pool.max-idle-time=0s|texml.pool.max-idle-time",
                "texml.retry.max-attempts=0|texml.retry.max-attempts",
                "texml.retry.base-delay=-1s|texml.retry.base-delay",
                "texml.retry.max-delay=1ms|texml.retry.max-delay",
                "texml.retry.budget=-1|texml.retry.budget",
                "texml.pace.dials=0|texml.pace.dials",
                "texml.pace.window=0s|texml.pace.window",
                "texml.user-agent-suffix=\u00fc|texml.user-agent-suffix",
                "TELNYX_BASE_URL=http://a b|texml.base-url",
                "texml.proxy.host=http://proxy.example.com|texml.proxy.host",
                "texml.proxy.port=0|texml.proxy.port",
                "texml.ssl.bundle=missing|texml.ssl.bundle",
                "texml.callbacks.public-keys=nokey|texml.callbacks.public-keys",
                "texml.callbacks.tokens=short|texml.callbacks.tokens",
                "texml.callbacks.tolerance=0s|texml.callbacks.tolerance",
                "texml.callbacks.max-body-size=1B|texml.callbacks.max-body-size",
                "texml.callbacks.max-body-size=3GB|texml.callbacks.max-body-size",
                "texml.callbacks.max-parameters=0|texml.callbacks.max-parameters",
                "texml.callbacks.path=callbacks|texml.callbacks.path",
                "texml.callbacks.path=/a//b|texml.callbacks.path",
                "texml.callbacks.path=/a/../b|texml.callbacks.path",
                "texml.callbacks.path=/a/..|texml.callbacks.path",
                "texml.callbacks.path=/a/**|texml.callbacks.path",
                "texml.callbacks.public-url=https://calls.example.com/?a=b|texml.callbacks.public-url",
                "texml.callbacks.public-url=calls.example.com|texml.callbacks.public-url",
                "texml.callbacks.handler-timeout=2m|texml.callbacks.handler-timeout",
                "texml.callbacks.repeats=-1|texml.callbacks.repeats",
                "texml.callbacks.signature-threads=0|texml.callbacks.signature-threads",
                "texml.callbacks.signature-queue=0|texml.callbacks.signature-queue",
                "texml.dialler.max-live-calls=0|texml.dialler.max-live-calls",
                "texml.dialler.slack=-1s|texml.dialler.slack",
                "texml.dialler.check-after=0s|texml.dialler.check-after",
                "texml.dialler.look-up-within=0s|texml.dialler.look-up-within",
                "texml.dialler.look-up-pause=0s|texml.dialler.look-up-pause",
                "texml.dialler.late-facts=-1s|texml.dialler.late-facts",
                "texml.dialler.missing-callbacks-after=0|texml.dialler.missing-callbacks-after",
                "texml.dialler.stop-timeout=-1s|texml.dialler.stop-timeout"
            })
    void whatDoesNotFitNamesItsProperty(String wrong, String property) {
        String unused = wrong.startsWith("texml.api-key-file") ? "texml.unused=x" : KEY;
        reactive.withPropertyValues(unused, PUBLIC_KEY, PUBLIC_URL, "texml.proxy.host=proxy.example.com", wrong)
                .run(context -> {
                    assertThat(context).hasFailed();
                    Throwable failure = context.getStartupFailure();
                    while (failure != null && !(failure instanceof InvalidTexmlPropertyException)) {
                        failure = failure.getCause();
                    }
                    assertThat(failure).as(wrong).isNotNull();
                    assertThat(((InvalidTexmlPropertyException) failure).property())
                            .isEqualTo(property);
                    assertThat(failure).hasMessageStartingWith(property + ": ");
                });
    }

    @Test
    void wantedCallbacksWithoutAKeyAreAMistake() {
        reactive.withPropertyValues(KEY, PUBLIC_URL).run(context -> assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageContaining("publicKeys must not be empty"));
    }

    @Test
    void customizersAreCalledInTheirOrder() {
        reactive.withPropertyValues(KEY, PUBLIC_KEY, PUBLIC_URL)
                .withUserConfiguration(Customizers.class)
                .run(context -> {
                    assertThat(context.getBean(Customizers.class).called)
                            .containsExactlyInAnyOrder("first", "second", "reader", "events", "endpoint", "dialler")
                            .containsSubsequence("first", "second");
                    assertThat(context.getBean(Dialler.class).load().maxLive()).isEqualTo(77);
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Customizers {

        final List<String> called = new ArrayList<>();

        @Bean
        @Order(2)
        TexmlClientBuilderCustomizer second() {
            return builder -> called.add("second");
        }

        @Bean
        @Order(1)
        TexmlClientBuilderCustomizer first() {
            return builder -> called.add("first");
        }

        @Bean
        CallbackReaderBuilderCustomizer reader() {
            return builder -> called.add("reader");
        }

        @Bean
        CallbackEventsBuilderCustomizer events() {
            return builder -> called.add("events");
        }

        @Bean
        CallbackEndpointBuilderCustomizer endpoint() {
            return builder -> called.add("endpoint");
        }

        @Bean
        DiallerBuilderCustomizer dialler() {
            return builder -> {
                called.add("dialler");
                builder.maxLiveCalls(77);
            };
        }
    }

    @Test
    void everyBeanBacksOff() {
        TexmlClient client = TexmlClient.builder().apiKey("KEY_own").build();
        CallbackReader reader = CallbackReader.of(PUBLIC_KEY.substring(PUBLIC_KEY.indexOf('=') + 1));
        CallbackEvents events = CallbackEvents.inMemory();
        CallbackEndpoint endpoint = CallbackEndpoint.of(reader, events);
        CallbackUrl url = CallbackUrl.of("https://other.example.com/here");
        Dialler dialler = Dialler.builder(client, events, url.toUri()).build();
        reactive.withPropertyValues(KEY, PUBLIC_KEY, PUBLIC_URL)
                .withBean("ownClient", TexmlClient.class, () -> client)
                .withBean("ownReader", CallbackReader.class, () -> reader)
                .withBean("ownEvents", CallbackEvents.class, () -> events)
                .withBean("ownEndpoint", CallbackEndpoint.class, () -> endpoint)
                .withBean("ownUrl", CallbackUrl.class, () -> url)
                .withBean("ownDialler", Dialler.class, () -> dialler)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(TexmlClient.class)).isSameAs(client);
                    assertThat(context.getBean(CallbackReader.class)).isSameAs(reader);
                    assertThat(context.getBean(CallbackEvents.class)).isSameAs(events);
                    assertThat(context.getBean(CallbackEndpoint.class)).isSameAs(endpoint);
                    assertThat(context.getBean(CallbackUrl.class)).isSameAs(url);
                    assertThat(context.getBean(Dialler.class)).isSameAs(dialler);
                });
    }

    /** Which is meant, nobody has said, so nothing is made of them; each is closed and stopped as one would be. */
    @Test
    void ofSeveralBeansOfAKindNothingElseIsMade() {
        MeterRegistry meters = new SimpleMeterRegistry();
        ReactiveWebApplicationContextRunner runner = reactive.withPropertyValues(
                        KEY, PUBLIC_KEY, PUBLIC_URL, "management.health.texml.enabled=true")
                .withBean(MeterRegistry.class, () -> meters);
        List<TexmlClient> clients = List.of(ownClient(), ownClient());
        runner.withBean("one", TexmlClient.class, () -> clients.get(0))
                .withBean("another", TexmlClient.class, () -> clients.get(1))
                .run(context -> {
                    assertThat(context)
                            .hasNotFailed()
                            .hasSingleBean(CallbackEndpoint.class)
                            .doesNotHaveBean(Dialler.class)
                            .doesNotHaveBean(TexmlHealthIndicator.class);
                    context.getBean(TexmlClientLifecycle.class).stop();
                    assertThat(clients).allSatisfy(client -> assertThatThrownBy(
                                    () -> client.calls().list().blockFirst(Duration.ofSeconds(30)))
                            .isInstanceOf(ClientClosedException.class));
                });
        runner.withBean("one", CallbackReader.class, TexmlAutoConfigurationTest::ownReader)
                .withBean("another", CallbackReader.class, TexmlAutoConfigurationTest::ownReader)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(CallbackEndpoint.class)
                        .doesNotHaveBean(CallbackReceiver.class));
        runner.withBean("one", InMemoryCallbackEvents.class, CallbackEvents::inMemory)
                .withBean("another", InMemoryCallbackEvents.class, CallbackEvents::inMemory)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(CallbackEndpoint.class)
                        .doesNotHaveBean(Dialler.class));
        CallbackEvents events = CallbackEvents.inMemory();
        runner.withBean("one", CallbackEndpoint.class, () -> CallbackEndpoint.of(ownReader(), events))
                .withBean("another", CallbackEndpoint.class, () -> CallbackEndpoint.of(ownReader(), events))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Dialler.class)
                        .doesNotHaveBean("texmlCallbackMapping")
                        .doesNotHaveBean(CallbackMeters.class));
        runner.withBean("one", CallbackUrl.class, () -> CallbackUrl.of("https://one.example.com"))
                .withBean("another", CallbackUrl.class, () -> CallbackUrl.of("https://another.example.com"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Dialler.class));
        CreateCall request = CreateCall.builder()
                .applicationSid("1293384261075731499")
                .from("+13125550100")
                .to("+13125550101")
                .texml("<Response/>")
                .build();
        List<Dialler> diallers = List.of(ownDialler(clients.get(0), events), ownDialler(clients.get(1), events));
        runner.withBean("one", Dialler.class, () -> diallers.get(0))
                .withBean("another", Dialler.class, () -> diallers.get(1))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(DiallerMeters.class);
                    assertThat(context.getBean(TexmlHealthIndicator.class)).isNotNull();
                    context.getBean(DiallerLifecycle.class).stop();
                    assertThat(diallers).allSatisfy(dialler -> assertThatThrownBy(
                                    () -> dialler.dial(request).block(Duration.ofSeconds(30)))
                            .hasMessageContaining("stopped"));
                });
    }

    @Test
    void aPrimaryBeanOfSeveralIsTheOneThatIsMeant() {
        TexmlClient primary = ownClient();
        reactive.withPropertyValues(PUBLIC_KEY, PUBLIC_URL)
                .withBean("one", TexmlClient.class, TexmlAutoConfigurationTest::ownClient)
                .withBean("another", TexmlClient.class, () -> primary, definition -> definition.setPrimary(true))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Dialler.class));
    }

    @Test
    void switchedOffNothingIsMadeOfBeansOfTheApplicationEither() {
        reactive.withPropertyValues(
                        "texml.enabled=false",
                        KEY,
                        PUBLIC_KEY,
                        PUBLIC_URL,
                        "management.health.texml.enabled=true",
                        "management.info.texml.enabled=true")
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(ObservationRegistry.class, ObservationRegistry::create)
                .withBean("ownDetails", TexmlConnectionDetails.class, () -> () -> "KEY_own")
                .withBean("ownClient", TexmlClient.class, TexmlAutoConfigurationTest::ownClient)
                .withBean(CallbackReader.class, TexmlAutoConfigurationTest::ownReader)
                .withBean(CallbackEvents.class, CallbackEvents::inMemory)
                .withBean(CallbackUrl.class, () -> CallbackUrl.of("https://one.example.com"))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(Arrays.stream(context.getBeanDefinitionNames()).filter(name -> name.startsWith("texml")))
                            .isEmpty();
                });
    }

    private static TexmlClient ownClient() {
        return TexmlClient.builder().apiKey("KEY_own").accountSid("own").build();
    }

    private static CallbackReader ownReader() {
        return CallbackReader.of(PUBLIC_KEY.substring(PUBLIC_KEY.indexOf('=') + 1));
    }

    private static Dialler ownDialler(TexmlClient client, CallbackEvents events) {
        return Dialler.builder(client, events, URI.create("https://one.example.com"))
                .build();
    }

    @Test
    void ownConnectionDetailsTakeThePlaceOfTheProperties() {
        TexmlConnectionDetails own = new TexmlConnectionDetails() {
            @Override
            public String getApiKey() {
                return "KEY_of_details";
            }

            @Override
            public String getAccountSid() {
                return "account-of-details";
            }

            @Override
            public List<String> getPublicKeys() {
                return List.of(PUBLIC_KEY.substring(PUBLIC_KEY.indexOf('=') + 1));
            }
        };
        reactive.withBean(TexmlConnectionDetails.class, () -> own).run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(CallbackEndpoint.class);
            assertThat(context.getBean(TexmlClient.class)).hasToString("TexmlClient[accountSid=account-of-details]");
        });
    }

    @Test
    void limitsThatAreSharedAreTakenFromBeans() {
        DialPace pace = DialPace.rolling(7, Duration.ofSeconds(1));
        SharedRateLimit limit = SharedRateLimit.inMemory();
        LiveCalls calls = LiveCalls.inMemory(3);
        List<Object> builders = new ArrayList<>();
        reactive.withPropertyValues(KEY, PUBLIC_KEY, PUBLIC_URL)
                .withBean(DialPace.class, () -> pace)
                .withBean(SharedRateLimit.class, () -> limit)
                .withBean(LiveCalls.class, () -> calls)
                .withBean(TexmlClientBuilderCustomizer.class, () -> builders::add)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(builders).singleElement().satisfies(builder -> {
                        assertThat(ReflectionTestUtils.getField(builder, "dialPace"))
                                .isSameAs(pace);
                        assertThat(ReflectionTestUtils.getField(builder, "sharedRateLimit"))
                                .isSameAs(limit);
                    });
                    assertThat(context.getBean(Dialler.class).load().maxLive()).isEqualTo(3);
                });
    }

    @Test
    void anSslBundleBringsTrustAndKeys() {
        SslBundle bundle = SslBundle.systemDefault();
        List<Object> builders = new ArrayList<>();
        plain.withPropertyValues(KEY, "texml.ssl.bundle=mine")
                .withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("mine", bundle))
                .withBean(TexmlClientBuilderCustomizer.class, () -> builders::add)
                .run(context -> assertThat(builders.get(0))
                        .hasFieldOrPropertyWithValue("sslContext", bundle.createSslContext()));
    }

    @Test
    void everyPropertyReachesTheClient() {
        List<Object> builders = new ArrayList<>();
        plain.withPropertyValues(
                        KEY,
                        "texml.user-agent-suffix=dialler/1",
                        "texml.compression=true",
                        "texml.max-response-size=2MB",
                        "texml.obey-rate-limits=false",
                        "texml.close-grace=3s",
                        "texml.timeout.connect=1s",
                        "texml.timeout.response=2s",
                        "texml.timeout.total=4s",
                        "texml.pool.max-connections=8",
                        "texml.pool.max-concurrency=4",
                        "texml.pool.max-waiting=16",
                        "texml.pool.max-wait=5s",
                        "texml.pool.max-idle-time=6s",
                        "texml.retry.max-attempts=2",
                        "texml.retry.budget=50",
                        "texml.pace.enabled=false",
                        "texml.ssl.identify-to-media-hosts=true",
                        "texml.proxy.host=proxy.example.com",
                        "texml.proxy.username=me",
                        "texml.proxy.password=secret")
                .withBean(TexmlClientBuilderCustomizer.class, () -> builders::add)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(builders)
                            .singleElement()
                            .hasNoNullFieldsOrPropertiesExcept(
                                    "accountSid", "baseUrl", "dialPace", "scheduler", "sslContext", "sharedRateLimit");
                    assertThat(builders.get(0))
                            .hasFieldOrPropertyWithValue("userAgentSuffix", "dialler/1")
                            .hasFieldOrPropertyWithValue("compression", true)
                            .hasFieldOrPropertyWithValue("maxResponseBytes", 2L * 1024 * 1024)
                            .hasFieldOrPropertyWithValue("obeyRateLimits", false)
                            .hasFieldOrPropertyWithValue("closeGrace", Duration.ofSeconds(3))
                            .hasFieldOrPropertyWithValue("connectTimeout", Duration.ofSeconds(1))
                            .hasFieldOrPropertyWithValue("responseTimeout", Duration.ofSeconds(2))
                            .hasFieldOrPropertyWithValue("totalTimeout", Duration.ofSeconds(4))
                            .hasFieldOrPropertyWithValue("maxConnections", 8)
                            .hasFieldOrPropertyWithValue("maxConcurrency", 4)
                            .hasFieldOrPropertyWithValue("maxWaiting", 16)
                            .hasFieldOrPropertyWithValue("maxWait", Duration.ofSeconds(5))
                            .hasFieldOrPropertyWithValue("maxIdleTime", Duration.ofSeconds(6))
                            .hasFieldOrPropertyWithValue("retryBudget", 50)
                            .hasFieldOrPropertyWithValue("dialPace", null)
                            .hasFieldOrPropertyWithValue("identifyToMediaHosts", true);
                    assertThat(String.valueOf(ReflectionTestUtils.getField(builders.get(0), "retryPolicy")))
                            .contains("maxAttempts=2");
                });
    }

    /** Where nothing is set, the starter changes nothing of the library. */
    @Test
    void theDefaultsAreThoseOfTheLibrary() {
        List<Object> builders = new ArrayList<>();
        plain.withPropertyValues(KEY)
                .withBean(TexmlClientBuilderCustomizer.class, () -> builders::add)
                .run(context -> assertThat(builders.get(0))
                        .usingRecursiveComparison()
                        .ignoringFields("apiKey", "environment", "observers", "dialPace", "customizer")
                        .isEqualTo(TexmlClient.builder()));
        List<Object> endpoints = new ArrayList<>();
        List<Object> diallers = new ArrayList<>();
        List<Object> readers = new ArrayList<>();
        reactive.withPropertyValues(KEY, PUBLIC_KEY, PUBLIC_URL)
                .withBean(CallbackEndpointBuilderCustomizer.class, () -> endpoints::add)
                .withBean(DiallerBuilderCustomizer.class, () -> diallers::add)
                .withBean(CallbackReaderBuilderCustomizer.class, () -> readers::add)
                .run(context -> {
                    CallbackReader reader = context.getBean(CallbackReader.class);
                    CallbackEvents events = context.getBean(CallbackEvents.class);
                    assertThat(endpoints.get(0))
                            .usingRecursiveComparison()
                            .comparingOnlyFields(
                                    "fallback", "handlerTimeout", "signatureThreads", "signatureQueue", "repeats")
                            .isEqualTo(CallbackEndpoint.builder(reader, events));
                    assertThat(diallers.get(0))
                            .usingRecursiveComparison()
                            .ignoringFields("client", "events", "publicUrl", "liveCalls", "instrumentations")
                            .isEqualTo(Dialler.builder(
                                    context.getBean(TexmlClient.class), events, URI.create("https://example.com/")));
                    assertThat(context.getBean(Dialler.class).load().maxLive()).isEqualTo(10);
                    assertThat(readers.get(0))
                            .usingRecursiveComparison()
                            .ignoringFields("publicKeys", "environment", "clock")
                            .isEqualTo(CallbackReader.builder());
                });
    }
}
