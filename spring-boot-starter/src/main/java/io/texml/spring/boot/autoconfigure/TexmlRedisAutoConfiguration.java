package io.texml.spring.boot.autoconfigure;

import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.LiveCalls;
import io.texml.reactor.spi.SharedRateLimit;
import io.texml.redis.RedisCallbackEvents;
import io.texml.redis.RedisDialPace;
import io.texml.redis.RedisLiveCalls;
import io.texml.redis.RedisRateLimit;
import io.texml.redis.TexmlRedis;
import io.texml.spring.boot.autoconfigure.TexmlProperties.Pace;
import io.texml.spring.boot.autoconfigure.TexmlRedisProperties.ShareWhenAway;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * What the processes of one account share, on the Redis that {@code texml.redis.url} names, or else on that of Spring's own
 * connection: who has {@code texml-redis} beside it has asked for that.
 *
 * <p>All of it is made when the client or the dialler asks for it, so an application without either connects to nothing.
 * They ask while they are made themselves, so Redis is closed after them.
 */
@AutoConfiguration(
        after = TexmlAutoConfiguration.class,
        afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
        before = {TexmlCallbackAutoConfiguration.class, TexmlDiallerAutoConfiguration.class})
@ConditionalOnClass(TexmlRedis.class)
@ConditionalOnProperty(
        name = {"texml.enabled", "texml.redis.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(TexmlRedisProperties.class)
@ImportRuntimeHints(TexmlRedisRuntimeHints.class)
public final class TexmlRedisAutoConfiguration {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(60);

    @Bean
    @Lazy
    @ConditionalOnMissingBean(DialPace.class)
    @ConditionalOnBean(TexmlRedis.class)
    @ConditionalOnProperty(name = "texml.pace.enabled", matchIfMissing = true)
    RedisDialPace texmlRedisDialPace(
            TexmlRedis redis, TexmlProperties properties, TexmlRedisProperties redisProperties) {
        Pace pace = properties.pace();
        RedisDialPace.Builder builder =
                PropertySetter.check("texml.pace", () -> RedisDialPace.builder(redis, pace.dials(), pace.window()));
        PropertySetter.set("texml.timeout.total", properties.timeout().total(), builder::longestDial);
        share(builder, redisProperties.shareWhenAway());
        return builder.build();
    }

    private static void share(RedisDialPace.Builder builder, ShareWhenAway share) {
        Integer dials = share.dials();
        Integer processes = share.processes();
        if (dials != null && processes != null) {
            PropertySetter.set("texml.redis.share-when-away", dials, each -> builder.shareWhenAway(each, processes));
        } else if (dials != null || processes != null) {
            throw new InvalidTexmlPropertyException(
                    "texml.redis.share-when-away",
                    "dials and processes belong together; set texml.redis.share-when-away."
                            + (dials == null ? "dials" : "processes") + " too");
        }
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean(SharedRateLimit.class)
    @ConditionalOnBean(TexmlRedis.class)
    RedisRateLimit texmlRedisRateLimit(TexmlRedis redis) {
        return RedisRateLimit.of(redis);
    }

    /** In an application without a web server too, whose calls are then heard of through the others. */
    @Bean(destroyMethod = "close")
    @Lazy
    @ConditionalOnMissingBean(CallbackEvents.class)
    @ConditionalOnBean(TexmlRedis.class)
    RedisCallbackEvents texmlRedisCallbackEvents(
            TexmlRedis redis, ObjectProvider<CallbackEventsBuilderCustomizer> customizers) {
        InMemoryCallbackEvents.Builder memory = InMemoryCallbackEvents.builder();
        customizers.orderedStream().forEach(customizer -> customizer.customize(memory));
        return RedisCallbackEvents.builder(redis).memory(memory.build()).build();
    }

    /** Lazy above all, as it tells the other processes the limit: one that does not dial has none to tell. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean(LiveCalls.class)
    @ConditionalOnBean(TexmlRedis.class)
    @ConditionalOnSingleCandidate(TexmlClient.class)
    RedisLiveCalls texmlRedisLiveCalls(TexmlRedis redis, TexmlClient client, TexmlProperties properties) {
        Duration total = properties.timeout().total();
        Duration lease = total.compareTo(SHORTEST_LEASE) > 0 ? total : SHORTEST_LEASE;
        return PropertySetter.check(
                "texml.dialler.max-live-calls",
                () -> RedisLiveCalls.of(redis, properties.dialler().maxLiveCalls(), lease, client));
    }

    @Order(1)
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnRedisPropertiesCondition.class)
    static class OfProperties {

        @Bean(destroyMethod = "close")
        @Lazy
        @ConditionalOnMissingBean
        TexmlRedis texmlRedis(TexmlRedisProperties properties, ObjectProvider<SslBundles> bundles) {
            return RedisAddress.of(properties, bundles.getIfAvailable()).connect(properties);
        }
    }

    @Order(2)
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DataRedisConnectionDetails.class)
    @ConditionalOnBean(DataRedisConnectionDetails.class)
    static class OfSpring {

        @Bean(destroyMethod = "close")
        @Lazy
        @ConditionalOnMissingBean
        TexmlRedis texmlRedis(
                TexmlRedisProperties properties, DataRedisConnectionDetails details, Environment environment) {
            return SpringsRedis.address(details, environment).connect(properties);
        }
    }

    /** Who asks for it in so many words must not go over the limits because the address was forgotten. */
    @Order(3)
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("texml.redis.enabled")
    static class Nowhere {

        @Bean(destroyMethod = "close")
        @Lazy
        @ConditionalOnMissingBean
        TexmlRedis texmlRedis(TexmlRedisProperties properties) {
            return RedisAddress.of(properties, null).connect(properties);
        }
    }
}
