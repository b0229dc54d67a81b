package io.texml.spring.boot.autoconfigure;

import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.CallbackUrl;
import io.texml.callbacks.VerificationPolicy;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.SharedRateLimit;
import io.texml.spring.boot.autoconfigure.TexmlProperties.Callbacks;
import io.texml.spring.boot.autoconfigure.TexmlProperties.Pace;
import io.texml.spring.boot.autoconfigure.TexmlProperties.Pool;
import io.texml.spring.boot.autoconfigure.TexmlProperties.Proxy;
import io.texml.spring.boot.autoconfigure.TexmlProperties.Retry;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** A {@link TexmlClient} and a {@link CallbackReader}, in an application of any kind. */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnProperty(name = "texml.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TexmlProperties.class)
@ImportRuntimeHints(TexmlRuntimeHints.class)
public final class TexmlAutoConfiguration {

    private static final URI THIS_MACHINE = URI.create("http://localhost");
    static final String PROPERTIES_DETAILS = "propertiesTexmlConnectionDetails";

    @Bean(PROPERTIES_DETAILS)
    @ConditionalOnMissingBean(TexmlConnectionDetails.class)
    @Conditional(OnApiKeyCondition.class)
    TexmlConnectionDetails texmlConnectionDetails(
            TexmlProperties properties, Environment environment, ObjectProvider<SslBundles> bundles) {
        return new PropertiesTexmlConnectionDetails(properties, environment, bundles.getIfAvailable());
    }

    /** Closed by its lifecycle in good time; by Spring where that does not run. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    @ConditionalOnBean(TexmlConnectionDetails.class)
    TexmlClient texmlClient(
            TexmlProperties properties,
            TexmlConnectionDetails details,
            ObjectProvider<DialPace> pace,
            ObjectProvider<SharedRateLimit> rateLimit,
            ObjectProvider<TexmlClientBuilderCustomizer> customizers) {
        TexmlClientBuilder builder = TexmlClient.builder();
        connect(builder, details);
        configure(builder, properties);
        pace.ifAvailable(builder::dialPace);
        rateLimit.ifAvailable(builder::sharedRateLimit);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        try {
            return builder.build();
        } catch (RuntimeException refused) {
            throw new InvalidTexmlPropertyException(blamed(properties, details), refused);
        }
    }

    /** What a builder complains of only as a whole: the first that it refuses alone, else a customizer's. */
    private static String blamed(TexmlProperties properties, TexmlConnectionDetails details) {
        URI url = details.getBaseUrl();
        if (!isBuilt(TexmlClient.builder().baseUrl(THIS_MACHINE).apiKey(details.getApiKey()))) {
            return StringUtils.hasText(properties.apiKey()) || properties.apiKeyFile() == null
                    ? "texml.api-key"
                    : "texml.api-key-file";
        }
        TexmlClientBuilder alone = TexmlClient.builder().apiKey("none");
        if (properties.allowPlainHttp()) {
            alone.allowPlainHttp();
        }
        if (url != null && !isBuilt(alone.baseUrl(url))) {
            return isBuilt(alone.allowPlainHttp()) ? "texml.allow-plain-http" : "texml.base-url";
        }
        String suffix = Objects.toString(properties.userAgentSuffix(), "");
        return isBuilt(TexmlClient.builder()
                        .apiKey("none")
                        .baseUrl(THIS_MACHINE)
                        .userAgentSuffix(suffix))
                ? "texml"
                : "texml.user-agent-suffix";
    }

    private static boolean isBuilt(TexmlClientBuilder builder) {
        try {
            builder.build().close();
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(TexmlClient.class)
    TexmlClientLifecycle texmlClientLifecycle(ObjectProvider<TexmlClient> clients) {
        return new TexmlClientLifecycle(clients.stream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(OnCallbacksCondition.class)
    CallbackReader texmlCallbackReader(
            TexmlProperties properties,
            Environment environment,
            ObjectProvider<TexmlConnectionDetails> details,
            ObjectProvider<CallbackReaderBuilderCustomizer> customizers) {
        Callbacks callbacks = properties.callbacks();
        CallbackReader.Builder builder = CallbackReader.builder();
        List<String> keys = publicKeys(callbacks, environment, details.getIfAvailable());
        PropertySetter.check(
                "texml.callbacks.public-keys", () -> believingAll(keys).build());
        builder.publicKeys(keys.toArray(String[]::new));
        String[] tokens = callbacks.tokens().toArray(String[]::new);
        PropertySetter.check(
                "texml.callbacks.tokens",
                () -> believingAll(keys).tokens(tokens).build());
        builder.tokens(tokens);
        builder.instructions(callbacks.instructions());
        builder.statusCallbacks(callbacks.statusCallbacks());
        PropertySetter.set("texml.callbacks.tolerance", callbacks.tolerance(), builder::tolerance);
        PropertySetter.set(
                "texml.callbacks.max-body-size",
                callbacks.maxBodySize(),
                size -> builder.maxBytes(Math.toIntExact(size.toBytes())));
        PropertySetter.set("texml.callbacks.max-parameters", callbacks.maxParameters(), builder::maxParameters);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return PropertySetter.check(keys.isEmpty() ? "texml.callbacks.public-keys" : "texml.callbacks", builder::build);
    }

    /** A reader that needs nothing, and complains only of what it is given. */
    private static CallbackReader.Builder believingAll(List<String> keys) {
        return CallbackReader.builder()
                .publicKeys(keys.toArray(String[]::new))
                .instructions(VerificationPolicy.NONE)
                .statusCallbacks(VerificationPolicy.NONE);
    }

    /** Where the platform reaches the endpoint, for the URLs of requests and documents. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("texml.callbacks.public-url")
    CallbackUrl texmlCallbackUrl(TexmlProperties properties) {
        Callbacks callbacks = properties.callbacks();
        URI url = callbacks.publicUrl();
        if (url != null && url.getRawQuery() != null) {
            throw new InvalidTexmlPropertyException(
                    "texml.callbacks.public-url", "it must not have a query, as the endpoint's path follows it");
        }
        String root = Objects.toString(url, "");
        return PropertySetter.check(
                "texml.callbacks.public-url",
                () -> CallbackUrl.of(StringUtils.trimTrailingCharacter(root, '/') + checkedPath(callbacks.path())));
    }

    static String checkedPath(String path) {
        // What somebody on the way would write in another way would not be found here.
        boolean plain = path.matches("(/[A-Za-z0-9._~-]+)+/?") && !(path + "/").matches(".*/\\.\\.?/.*");
        if (!plain) {
            throw new InvalidTexmlPropertyException(
                    "texml.callbacks.path",
                    "it must be segments of letters, digits and . _ ~ - with one / before each, such as"
                            + " /texml/callbacks");
        }
        return path;
    }

    private static void connect(TexmlClientBuilder builder, TexmlConnectionDetails details) {
        builder.apiKey(details.getApiKey());
        PropertySetter.set("texml.account-sid", details.getAccountSid(), builder::accountSid);
        PropertySetter.set("texml.base-url", details.getBaseUrl(), builder::baseUrl);
        SslBundle bundle = details.getSslBundle();
        if (bundle != null) {
            builder.sslContext(bundle.createSslContext());
        }
    }

    private static void configure(TexmlClientBuilder builder, TexmlProperties properties) {
        if (properties.allowPlainHttp()) {
            builder.allowPlainHttp();
        }
        builder.compression(properties.compression());
        builder.obeyRateLimits(properties.obeyRateLimits());
        builder.identifyToMediaHosts(properties.ssl().identifyToMediaHosts());
        if (StringUtils.hasText(properties.userAgentSuffix())) {
            builder.userAgentSuffix(properties.userAgentSuffix());
        }
        properties
                .headers()
                .forEach((name, value) ->
                        PropertySetter.set("texml.headers", value, text -> builder.defaultHeader(name, text)));
        PropertySetter.set(
                "texml.max-response-size",
                properties.maxResponseSize(),
                size -> builder.maxResponseBytes(size.toBytes()));
        PropertySetter.set("texml.close-grace", properties.closeGrace(), builder::closeGrace);
        PropertySetter.set("texml.timeout.connect", properties.timeout().connect(), builder::connectTimeout);
        PropertySetter.set("texml.timeout.response", properties.timeout().response(), builder::responseTimeout);
        PropertySetter.set("texml.timeout.total", properties.timeout().total(), builder::totalTimeout);
        configurePool(builder, properties.pool());
        configureRetry(builder, properties.retry());
        configurePace(builder, properties.pace());
        configureProxy(builder, properties.proxy());
    }

    private static void configurePool(TexmlClientBuilder builder, Pool pool) {
        PropertySetter.set("texml.pool.max-connections", pool.maxConnections(), builder::maxConnections);
        PropertySetter.set("texml.pool.max-concurrency", pool.maxConcurrency(), builder::maxConcurrency);
        PropertySetter.set("texml.pool.max-waiting", pool.maxWaiting(), builder::maxWaiting);
        PropertySetter.set("texml.pool.max-wait", pool.maxWait(), builder::maxWait);
        PropertySetter.set("texml.pool.max-idle-time", pool.maxIdleTime(), builder::maxIdleTime);
    }

    private static void configureRetry(TexmlClientBuilder builder, Retry retry) {
        // A policy complains of all three at once.
        PropertySetter.check(
                "texml.retry.max-attempts", () -> new RetryPolicy(retry.maxAttempts(), Duration.ZERO, Duration.ZERO));
        PropertySetter.check("texml.retry.base-delay", () -> new RetryPolicy(1, retry.baseDelay(), retry.baseDelay()));
        builder.retryPolicy(PropertySetter.check(
                "texml.retry.max-delay",
                () -> new RetryPolicy(retry.maxAttempts(), retry.baseDelay(), retry.maxDelay())));
        PropertySetter.set("texml.retry.budget", retry.budget(), builder::retryBudget);
    }

    private static void configurePace(TexmlClientBuilder builder, Pace pace) {
        if (pace.enabled()) {
            PropertySetter.check("texml.pace.dials", () -> DialPace.rolling(pace.dials(), Duration.ofSeconds(1)));
            builder.dialPace(
                    PropertySetter.check("texml.pace.window", () -> DialPace.rolling(pace.dials(), pace.window())));
        } else {
            builder.withoutDialPace();
        }
    }

    private static void configureProxy(TexmlClientBuilder builder, Proxy proxy) {
        String host = proxy.host();
        if (!StringUtils.hasText(host)) {
            return;
        }
        if (!host.matches("[A-Za-z0-9.:_-]+")) {
            throw new InvalidTexmlPropertyException(
                    "texml.proxy.host", "it must be a host's name or address alone, such as proxy.example.com");
        }
        if (proxy.port() < 1 || proxy.port() > 0xFFFF) {
            throw new InvalidTexmlPropertyException("texml.proxy.port", "it must be 1 to 65535");
        }
        String username = proxy.username();
        if (username == null) {
            builder.proxy(host, proxy.port());
        } else {
            builder.proxy(host, proxy.port(), username, Objects.requireNonNullElse(proxy.password(), ""));
        }
    }

    /** The reader would look into the process's environment itself, which is not all of Spring's. */
    private static List<String> publicKeys(
            Callbacks callbacks, Environment environment, @Nullable TexmlConnectionDetails details) {
        List<String> keys = details == null ? List.of() : details.getPublicKeys();
        if (keys.isEmpty()) {
            keys = callbacks.publicKeys();
        }
        if (keys.isEmpty()) {
            String variable = environment.getProperty("TELNYX_PUBLIC_KEY", "");
            keys = Arrays.asList(StringUtils.tokenizeToStringArray(variable, ","));
        }
        return keys;
    }
}
