package io.texml.spring.boot.autoconfigure;

import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.CallbackUrl;
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
        return PropertySetter.check("texml", builder::build);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(TexmlClient.class)
    TexmlClientLifecycle texmlClientLifecycle(TexmlClient client) {
        return new TexmlClientLifecycle(client);
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
        builder.publicKeys(keys.toArray(String[]::new));
        builder.tokens(callbacks.tokens().toArray(String[]::new));
        builder.instructions(callbacks.instructions());
        builder.statusCallbacks(callbacks.statusCallbacks());
        PropertySetter.set("texml.callbacks.tolerance", callbacks.tolerance(), builder::tolerance);
        PropertySetter.set(
                "texml.callbacks.max-body-size",
                callbacks.maxBodySize(),
                size -> builder.maxBytes(Math.toIntExact(size.toBytes())));
        PropertySetter.set("texml.callbacks.max-parameters", callbacks.maxParameters(), builder::maxParameters);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return PropertySetter.check("texml.callbacks", builder::build);
    }

    /** Where the platform reaches the endpoint, for the URLs of requests and documents. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("texml.callbacks.public-url")
    CallbackUrl texmlCallbackUrl(TexmlProperties properties) {
        Callbacks callbacks = properties.callbacks();
        String root = Objects.toString(callbacks.publicUrl(), "");
        return PropertySetter.check(
                "texml.callbacks.public-url",
                () -> CallbackUrl.of(StringUtils.trimTrailingCharacter(root, '/') + checkedPath(callbacks.path())));
    }

    static String checkedPath(String path) {
        if (!path.startsWith("/") || path.length() < 2 || !path.matches("[A-Za-z0-9/._~-]+")) {
            throw new InvalidTexmlPropertyException(
                    "texml.callbacks.path",
                    "it must begin with / and have letters, digits and / . _ ~ - alone, such as /texml/callbacks");
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
        builder.retryPolicy(PropertySetter.check(
                "texml.retry", () -> new RetryPolicy(retry.maxAttempts(), retry.baseDelay(), retry.maxDelay())));
        PropertySetter.set("texml.retry.budget", retry.budget(), builder::retryBudget);
    }

    private static void configurePace(TexmlClientBuilder builder, Pace pace) {
        if (pace.enabled()) {
            builder.dialPace(PropertySetter.check("texml.pace", () -> DialPace.rolling(pace.dials(), pace.window())));
        } else {
            builder.withoutDialPace();
        }
    }

    private static void configureProxy(TexmlClientBuilder builder, Proxy proxy) {
        String host = proxy.host();
        if (!StringUtils.hasText(host)) {
            return;
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
