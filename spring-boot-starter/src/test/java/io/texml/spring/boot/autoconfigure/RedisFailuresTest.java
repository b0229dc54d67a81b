package io.texml.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.redis.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** What somebody reads whose application cannot share what it should. */
@ExtendWith(OutputCaptureExtension.class)
class RedisFailuresTest {

    private static void doesNotStart(String... properties) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .properties("texml.api-key=KEY_of_a_test")
                        .properties(properties)
                        .run()
                        .close())
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aRedisThatIsAwayIsNamedWithWhatToDo(CapturedOutput output) {
        doesNotStart("texml.redis.url=redis://app:verysecret@127.0.0.1:1");

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("cannot be used: 127.0.0.1:1, from texml.redis.url.")
                .contains("texml.redis.enabled=false")
                .doesNotContain("verysecret");
    }

    @Test
    void oneOfSpringsThatMayEvictIsRefused(CapturedOutput output) {
        try (RedisServer cache = RedisServer.start("--maxmemory-policy", "allkeys-lru")) {
            doesNotStart("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + cache.port());

            assertThat(output)
                    .contains("The Redis at 127.0.0.1:" + cache.port() + ", from spring.data.redis")
                    .contains("allkeys-lru")
                    .contains("Set texml.redis.url to a Redis 7 of its own with maxmemory-policy noeviction, or"
                            + " texml.redis.enabled=false");
        }
    }

    @Test
    void aClusterOfSpringsIsRefused(CapturedOutput output) {
        doesNotStart("spring.data.redis.cluster.nodes=127.0.0.1:7000,127.0.0.1:7001");

        assertThat(output)
                .contains(
                        "Spring's connection to Redis (spring.data.redis) leads to a cluster, which is not followed yet.")
                .contains("Set texml.redis.url to a single Redis");
    }

    @Test
    void whoAsksForItWithoutAnAddressReadsWhatToSet(CapturedOutput output) {
        doesNotStart(
                "texml.redis.enabled=true",
                "spring.autoconfigure.exclude="
                        + "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration");

        assertThat(output).contains("texml.redis.url: there is no Redis; set it, such as rediss://redis.example.com");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
