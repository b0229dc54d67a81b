package io.texml.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

import io.lettuce.core.RedisClient;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.dialler.Dialler;
import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.LiveCalls;
import io.texml.reactor.spi.SharedRateLimit;
import io.texml.redis.RedisDialPace;
import io.texml.redis.RedisLiveCalls;
import io.texml.redis.RedisRateLimit;
import io.texml.redis.RedisServer;
import io.texml.redis.TexmlRedis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.context.reactive.AnnotationConfigReactiveWebApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;
import org.springframework.test.util.ReflectionTestUtils;

/** What is shared on a Redis, and on which. */
class TexmlRedisAutoConfigurationTest {

    private static final AutoConfigurations REDIS =
            AutoConfigurations.of(TexmlRedisAutoConfiguration.class, DataRedisAutoConfiguration.class);

    private static RedisServer server;

    private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
            .withConfiguration(TexmlAutoConfigurationTest.ALL)
            .withConfiguration(REDIS)
            .withPropertyValues(
                    TexmlAutoConfigurationTest.KEY,
                    TexmlAutoConfigurationTest.PUBLIC_KEY,
                    TexmlAutoConfigurationTest.PUBLIC_URL);

    /** Without Spring's connection, which would do if nothing else says where Redis is. */
    private final ReactiveWebApplicationContextRunner withoutSprings =
            runner.withClassLoader(new FilteredClassLoader(DataRedisConnectionDetails.class));

    private final ReactiveWebApplicationContextRunner onRedis = withoutSprings.withPropertyValues(url());

    @BeforeAll
    static void start() {
        server = RedisServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String url() {
        return "texml.redis.url=redis://127.0.0.1:" + server.port();
    }

    @Test
    void withAUrlPacePausesAndLiveCallsAreShared() {
        server.commands().flushall();
        onRedis.withPropertyValues("texml.dialler.max-live-calls=7", "texml.pace.window=100ms")
                .run(context -> {
                    assertThat(context)
                            .hasNotFailed()
                            .hasSingleBean(TexmlRedis.class)
                            .hasSingleBean(RedisDialPace.class)
                            .hasSingleBean(RedisRateLimit.class)
                            .hasSingleBean(RedisLiveCalls.class);
                    context.getBean(Dialler.class);
                    DialPace.Slot slot =
                            context.getBean(DialPace.class).acquire().block(Duration.ofSeconds(20));
                    slot.giveBack();
                    assertThat(server.commands().exists("texml:{main}:pace")).isOne();
                    assertThat(server.commands().hgetall("texml:{main}:live")).containsValue("7");
                });
    }

    @Test
    void clientAndDiallerUseThem() {
        onRedis.run(context -> {
            assertThat(reaches(context.getBean(TexmlClient.class), context.getBean(RedisDialPace.class), 6))
                    .isTrue();
            assertThat(reaches(context.getBean(Dialler.class), context.getBean(RedisLiveCalls.class), 6))
                    .isTrue();
        });
    }

    /** Whether an object holds another, through fields of ours. */
    private static boolean reaches(Object from, Object to, int depth) {
        if (from == to) {
            return true;
        }
        if (depth == 0 || !from.getClass().getName().startsWith("io.texml")) {
            return false;
        }
        for (Class<?> type = from.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (java.lang.reflect.Field field : type.getDeclaredFields()) {
                if (java.lang.reflect.Modifier.isStatic(field.getModifiers())
                        || field.getType().isPrimitive()) {
                    continue;
                }
                Object value = ReflectionTestUtils.getField(from, field.getName());
                if (value != null && reaches(value, to, depth - 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void theAccountIsInTheKeys() {
        onRedis.withPropertyValues("texml.redis.account=second")
                .run(context ->
                        assertThat(context.getBean(TexmlRedis.class)).hasToString("TexmlRedis[texml:{second}:]"));
    }

    @Test
    void eachBacksOff() {
        DialPace pace = DialPace.rolling(1, Duration.ofSeconds(1));
        SharedRateLimit limit = SharedRateLimit.inMemory();
        LiveCalls live = LiveCalls.inMemory(3);
        onRedis.withBean(DialPace.class, () -> pace)
                .withBean(SharedRateLimit.class, () -> limit)
                .withBean(LiveCalls.class, () -> live)
                .run(context -> {
                    assertThat(context.getBean(DialPace.class)).isSameAs(pace);
                    assertThat(context.getBean(SharedRateLimit.class)).isSameAs(limit);
                    assertThat(context.getBean(LiveCalls.class)).isSameAs(live);
                });
        try (TexmlRedis own = TexmlRedis.connect(server.uri(), "own")) {
            onRedis.withBean(TexmlRedis.class, () -> own).run(context -> assertThat(context.getBean(TexmlRedis.class))
                    .isSameAs(own));
        }
    }

    @Test
    void withoutAPaceThereIsNoneOnRedis() {
        onRedis.withPropertyValues("texml.pace.enabled=false")
                .run(context ->
                        assertThat(context).hasSingleBean(RedisRateLimit.class).doesNotHaveBean(DialPace.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"texml.redis.enabled=false", "texml.enabled=false"})
    void switchedOffNothingIsShared(String property) {
        onRedis.withPropertyValues(property).run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(TexmlRedis.class)
                .doesNotHaveBean(DialPace.class)
                .doesNotHaveBean(LiveCalls.class));
    }

    @Test
    void withoutTheModuleNothingIsShared() {
        runner.withPropertyValues(url())
                .withClassLoader(new FilteredClassLoader("io.texml.redis", "io.lettuce"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Dialler.class)
                        .doesNotHaveBean("texmlRedis"));
    }

    @Test
    void withoutARedisNothingIsShared() {
        withoutSprings.run(context ->
                assertThat(context).hasNotFailed().hasSingleBean(Dialler.class).doesNotHaveBean(TexmlRedis.class));
        withoutSprings
                .withPropertyValues("texml.redis.url=")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TexmlRedis.class));
    }

    /** A process that does not dial must not tell the others a limit, and one without a key need not reach Redis. */
    @Test
    void whatNobodyAsksForIsNotMade() {
        server.commands().flushall();
        onRedis.withPropertyValues("texml.dialler.enabled=false").run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(TexmlClient.class);
            assertThat(server.commands().dbsize()).isZero();
        });
        new ApplicationContextRunner()
                .withConfiguration(TexmlAutoConfigurationTest.ALL)
                .withConfiguration(REDIS)
                .withPropertyValues("texml.redis.url=redis://127.0.0.1:1")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void springsConnectionAloneIsEnough() {
        runner.withPropertyValues("spring.data.redis.port=" + server.port(), "spring.data.redis.database=3")
                .run(context -> {
                    assertThat(context)
                            .hasNotFailed()
                            .hasSingleBean(TexmlRedis.class)
                            .hasSingleBean(RedisLiveCalls.class);
                    assertThat(server.commands().clientList()).contains(" db=3 ");
                });
    }

    @Test
    void theUrlOfTheStarterGoesBeforeSpringsConnection() {
        runner.withPropertyValues(url(), "spring.data.redis.port=1")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(TexmlRedis.class));
    }

    @ParameterizedTest
    @CsvSource({
        "texml.redis.url=redis://127.0.0.1:PORT, texml.redis.username=app, texml.redis.password=se:cr/et",
        "spring.data.redis.port=PORT, spring.data.redis.username=app, spring.data.redis.password=se:cr/et"
    })
    void userAndPasswordAreThoseThatAreSet(String where, String user, String password) {
        try (RedisServer guarded = RedisServer.start(
                "--user", "app", "on", ">se:cr/et", "~*", "&*", "+@all", "--user", "default", "off")) {
            String port = String.valueOf(guarded.port());
            runner.withPropertyValues(where.replace("PORT", port), user, password)
                    .run(context -> assertThat(context).hasNotFailed().hasSingleBean(TexmlRedis.class));
            runner.withPropertyValues(where.replace("PORT", port), user, password + "x")
                    .run(context -> {
                        assertThat(context).hasFailed();
                        for (Throwable t = context.getStartupFailure(); t != null; t = t.getCause()) {
                            assertThat(t.toString()).doesNotContain("cr/et");
                        }
                    });
        }
    }

    @Test
    void withABundleBothTrustIt(@TempDir Path directory) throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        Path pem = Files.writeString(directory.resolve("cert.pem"), certificate.certificatePem());
        Path key = Files.writeString(directory.resolve("key.pem"), certificate.privateKeyPkcs8Pem());
        try (RedisServer tls = RedisServer.start(
                "--tls-port",
                "0",
                "--tls-auth-clients",
                "no",
                "--tls-cert-file",
                pem.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-ca-cert-file",
                pem.toString())) {
            int port = tlsPort(tls);
            String bundle = "spring.ssl.bundle.pem.redis.truststore.certificate=" + pem.toUri();
            runner.withPropertyValues(
                            bundle, "texml.redis.url=rediss://127.0.0.1:" + port, "texml.redis.ssl.bundle=redis")
                    .run(context -> assertThat(context).hasNotFailed().hasSingleBean(TexmlRedis.class));
            runner.withPropertyValues(
                            bundle,
                            "spring.data.redis.host=127.0.0.1",
                            "spring.data.redis.port=" + port,
                            "spring.data.redis.ssl.bundle=redis")
                    .run(context -> assertThat(context).hasNotFailed().hasSingleBean(TexmlRedis.class));
            runner.withPropertyValues("texml.redis.url=rediss://127.0.0.1:" + port)
                    .run(context -> assertThat(context)
                            .as("nobody trusts this certificate by himself")
                            .hasFailed());
            runner.withPropertyValues("spring.data.redis.url=rediss://127.0.0.1:" + port)
                    .run(context -> assertThat(context)
                            .as("TLS that Spring's URL asks for is not left out")
                            .hasFailed());
        }
    }

    /** Redis takes none that it chooses itself. */
    private static int tlsPort(RedisServer server) throws Exception {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            int port = socket.getLocalPort();
            socket.close();
            server.commands().configSet("tls-port", String.valueOf(port));
            return port;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "texml.redis.account=a}b              | texml.redis.account: account must be letters",
                "texml.redis.timeout=0s               | texml.redis.timeout: it must be more than zero",
                "texml.redis.timeout=3s               | texml.redis.timeout: it must be more than zero",
                "texml.redis.username=app             | texml.redis.username: it has no password",
                "texml.redis.ssl.bundle=none          | texml.redis.ssl.bundle: the connection has no TLS",
                "texml.redis.url=http://a:b3456@c     | texml.redis.url: it is not the URL of a Redis",
                "texml.redis.share-when-away.dials=5  | set texml.redis.share-when-away.processes too",
                "texml.redis.share-when-away.processes=5 | set texml.redis.share-when-away.dials too",
                "texml.pace.dials=0                   | texml.pace.dials: ",
                "texml.dialler.max-live-calls=0       | texml.dialler.max-live-calls: maxLiveCalls must be at least 1"
            })
    void whatDoesNotFitIsNamed(String property, String problem) {
        onRedis.withPropertyValues(property).run(context -> {
            assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining(problem)
                    .asString()
                    .doesNotContain("b3456");
        });
    }

    @Test
    void aShareThatLeavesNothingIsRefused() {
        onRedis.withPropertyValues(
                        "texml.pace.dials=20",
                        "texml.redis.share-when-away.dials=5",
                        "texml.redis.share-when-away.processes=4")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("texml.redis.share-when-away: shareWhenAway takes 5 * 4 of 20"));
    }

    /** What is set aside for a Redis that is away is missing in what it grants. */
    @Test
    void numbersThatAreSetOnceHoldForRedisToo() {
        onRedis.withPropertyValues(
                        "texml.pace.dials=10",
                        "texml.pace.window=7s",
                        "texml.timeout.total=90s",
                        "texml.redis.share-when-away.dials=3",
                        "texml.redis.share-when-away.processes=2")
                .run(context -> {
                    assertThat(context.getBean(RedisDialPace.class))
                            .hasFieldOrPropertyWithValue("dials", 4)
                            .hasFieldOrPropertyWithValue("window", Duration.ofSeconds(7))
                            .hasFieldOrPropertyWithValue("longestDial", Duration.ofSeconds(90));
                    assertThat(context.getBean(RedisLiveCalls.class).renewEvery())
                            .as("of a lease of 90 seconds")
                            .isEqualTo(Duration.ofSeconds(30));
                });
        onRedis.withPropertyValues("texml.timeout.total=10s")
                .run(context -> assertThat(context.getBean(RedisLiveCalls.class).renewEvery())
                        .as("of a lease of 60 seconds")
                        .isEqualTo(Duration.ofSeconds(20)));
    }

    @Test
    void itIsClosedWithTheApplication() {
        RedisClient[] client = new RedisClient[1];
        onRedis.run(context ->
                client[0] = (RedisClient) ReflectionTestUtils.getField(context.getBean(TexmlRedis.class), "client"));
        assertThat(client[0].getResources().eventExecutorGroup().isShuttingDown())
                .isTrue();
    }

    @Test
    void itCanBeProcessedAheadOfTime() {
        AnnotationConfigReactiveWebApplicationContext context = new AnnotationConfigReactiveWebApplicationContext();
        TestPropertyValues.of(
                        TexmlAutoConfigurationTest.KEY,
                        TexmlAutoConfigurationTest.PUBLIC_KEY,
                        TexmlAutoConfigurationTest.PUBLIC_URL,
                        "texml.redis.url=redis://127.0.0.1:1")
                .applyTo(context);
        context.register(
                SslAutoConfiguration.class,
                TexmlAutoConfiguration.class,
                TexmlRedisAutoConfiguration.class,
                TexmlCallbackAutoConfiguration.class,
                TexmlDiallerAutoConfiguration.class);
        InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
        DefaultGenerationContext generation =
                new DefaultGenerationContext(new ClassNameGenerator(ClassName.get("io.texml", "Application")), files);

        new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        generation.writeGeneratedContent();

        assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
                .anyMatch(file -> file.contains("TexmlRedisAutoConfiguration__BeanDefinitions"));
        assertThat(reflection().onType(TexmlRedisProperties.class)).accepts(generation.getRuntimeHints());
        assertThat(resource().forResource("io/texml/redis/pace-ask.lua")).accepts(generation.getRuntimeHints());
    }

    @Test
    void nothingOfItsPropertiesIsPrinted() {
        onRedis.run(context ->
                assertThat(context.getBean(TexmlRedisProperties.class)).hasToString("TexmlRedisProperties"));
    }
}
