package io.texml.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.LiveCalls;
import io.texml.reactor.spi.SharedRateLimit;
import io.texml.redis.TexmlRedis;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** An application whose processes share a Redis, and a test that has none. */
class RedisInTestsTest {

    @Nested
    @SpringBootTest(properties = "texml.redis.url=redis://127.0.0.1:1")
    @AutoConfigureTexmlSimulator
    class ByDefault {

        @Test
        void theApplicationStartsWithoutIt(@Autowired ApplicationContext context) {
            assertThat(context.getBeanProvider(TexmlClient.class).getIfAvailable())
                    .isNotNull();
            assertThat(context.getBeanNamesForType(TexmlRedis.class)).isEmpty();
        }
    }

    @Nested
    @SpringBootTest(properties = {"texml.redis.url=redis://127.0.0.1:1", "texml.redis.enabled=true"})
    @AutoConfigureTexmlSimulator
    class AskedFor {

        @Test
        void itIsThere(@Autowired ApplicationContext context) {
            assertThat(context.getBeanNamesForType(TexmlRedis.class)).hasSize(1);
        }

        /** So that nothing connects. */
        @TestConfiguration(proxyBeanMethods = false)
        static class Own {

            @Bean
            CallbackEvents events() {
                return CallbackEvents.inMemory();
            }

            @Bean
            DialPace pace() {
                return DialPace.rolling(150, Duration.ofSeconds(5));
            }

            @Bean
            SharedRateLimit limit() {
                return SharedRateLimit.inMemory();
            }

            @Bean
            LiveCalls live() {
                return LiveCalls.inMemory(10);
            }
        }
    }
}
