package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SslOptions;
import io.lettuce.core.resource.ClientResources;
import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.SharedRateLimit.Pause;
import io.texml.reactor.spi.SharedRateLimit.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class TexmlRedisTest {

    private static final Script CLOCK =
            new Script("return redis.call('TIME')[1]", "aee232eb60b4d3206f2dd7f483df5fc3f4d3fcc8");

    @Test
    void oneThatMayEvictKeysIsRefused() {
        try (RedisServer server = RedisServer.start("--maxmemory-policy", "allkeys-lru")) {
            assertThatThrownBy(() -> TexmlRedis.connect(server.uri(), "main"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("allkeys-lru")
                    .hasMessageContaining("set maxmemory-policy noeviction");
        }
    }

    @Test
    void oneThatMayEvictKeysFromSomeTimeOnIsAskedNothingUntilItIsMended() {
        try (RedisServer server = RedisServer.start();
                TexmlRedis redis =
                        TexmlRedis.connect(server.uri(), "main", SslOptions.create(), Duration.ofMillis(300))) {
            server.commands().configSet("maxmemory-policy", "allkeys-lru");
            while (failure(redis) == null) {
                Thread.onSpinWait();
            }
            assertThat(failure(redis)).hasMessageContaining("set maxmemory-policy noeviction");

            server.commands().configSet("maxmemory-policy", "noeviction");
            while (failure(redis) != null) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void closingEndsThoughAConnectionNeverSaysThatItIsClosed() {
        ClientResources resources = ClientResources.create();
        RedisClient hanging = new RedisClient(resources, RedisURI.create("redis://127.0.0.1:1")) {
            @Override
            public CompletableFuture<Void> shutdownAsync(long quietPeriod, long timeout, TimeUnit unit) {
                return new CompletableFuture<>();
            }
        };

        TexmlRedis.shutdown(hanging, resources);

        assertThat(resources.eventExecutorGroup().isShuttingDown()).isTrue();
    }

    private static Throwable failure(TexmlRedis redis) {
        return redis.run(CLOCK, ScriptOutputType.VALUE, new String[] {redis.key("a")})
                .handle((answer, failure) -> failure)
                .toCompletableFuture()
                .join();
    }

    @Test
    void aConnectionWhoseOtherEndVanishedWithoutAWordIsMadeAnew() throws Exception {
        try (RedisServer server = RedisServer.start();
                Vanishing way = new Vanishing(server.port())) {
            RedisURI uri = server.uri();
            uri.setPort(way.port());
            try (TexmlRedis redis = TexmlRedis.connect(uri, "main", SslOptions.create(), Duration.ofMillis(600))) {
                CountDownLatch heard = new CountDownLatch(1);
                redis.listen("news", message -> heard.countDown());
                CountDownLatch contact = new CountDownLatch(1);

                way.vanish();
                redis.onContact(contact::countDown);

                assertThat(contact.await(20, TimeUnit.SECONDS)).isTrue();
                while (!heard.await(50, TimeUnit.MILLISECONDS)) {
                    server.commands().publish("news", "");
                }
                assertThat(failure(redis)).isNull();
            }
        }
    }

    @Test
    void oneThatIsAwayIsNamedWithoutItsPassword() {
        RedisURI nobody = RedisURI.create("redis://user:verysecret@127.0.0.1:1");

        assertThatThrownBy(() -> TexmlRedis.connect(nobody, "main"))
                .isInstanceOf(RedisUnavailableException.class)
                .hasMessageContaining("Redis cannot be used")
                .satisfies(failure ->
                        assertThat(failure.toString() + failure.getCause()).doesNotContain("verysecret"));
    }

    @Test
    void aNameThatWouldBreakTheHashTagIsRefused() {
        assertThatThrownBy(() -> TexmlRedis.connect(RedisURI.create("redis://127.0.0.1:1"), "a}b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("account must be");
    }

    @Test
    void aScriptThatRedisDoesNotHaveIsSentWhole() {
        try (RedisServer server = RedisServer.start();
                TexmlRedis redis = TexmlRedis.connect(server.uri(), "main")) {
            assertThat(redis.<String>run(CLOCK, ScriptOutputType.VALUE, new String[] {redis.key("a")})
                            .toCompletableFuture()
                            .join())
                    .isNotEmpty();
            server.commands().scriptFlush();
            assertThat(redis.<String>run(CLOCK, ScriptOutputType.VALUE, new String[] {redis.key("a")})
                            .toCompletableFuture()
                            .join())
                    .isNotEmpty();
        }
    }

    @Test
    void keysOfAnAccountShareTheirHashTag() {
        try (RedisServer server = RedisServer.start();
                TexmlRedis redis = TexmlRedis.connect(server.uri(), "main")) {
            assertThat(redis.key("pace")).isEqualTo("texml:{main}:pace");
        }
    }

    @Test
    void aUserWithTheRightsThatTheGuideNamesSuffices() throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "several-processes.md"));
        Matcher rights = Pattern.compile("needs `([^`]+)` and `([^`]+)`").matcher(guide);
        assertThat(rights.find()).isTrue();
        List<String> user = new ArrayList<>(List.of("--user", "texml", "on", ">secret", "-@all"));
        user.addAll(List.of((rights.group(1) + " " + rights.group(2)).split("\\s+")));
        try (RedisServer server = RedisServer.start(user.toArray(String[]::new))) {
            RedisURI uri = server.uri();
            uri.setCredentialsProvider(
                    RedisCredentialsProvider.from(() -> RedisCredentials.just("texml", "secret".toCharArray())));
            try (TexmlRedis redis = TexmlRedis.connect(uri, "main")) {
                Duration soon = Duration.ofSeconds(20);
                DialPace.Slot slot = RedisDialPace.of(redis, 10, Duration.ofMillis(100))
                        .acquire()
                        .block(soon);
                slot.use();
                slot.settled();
                RedisLiveCalls live =
                        new RedisLiveCalls(redis, 1, soon, soon, soon, Duration.ofMillis(10), lost -> Mono.just(true));
                live.acquire().block(soon).release();
                live.renew(List.of());
                RedisRateLimit limit = RedisRateLimit.of(redis);
                limit.tell(new Pause(Reason.REFUSED, soon));
                assertThat(limit.pauses().blockFirst(soon)).isNotNull();
                try (RedisCallbackEvents events = RedisCallbackEvents.of(redis)) {
                    events.publish(Callbacks.progress("a", 1)).block(soon);
                    assertThat(events.ofCall("a").blockFirst(soon)).isNotNull();
                }
                redis.commands().ping().toCompletableFuture().join();
                assertThat(server.commands().info("errorstats")).doesNotContain("NOPERM");
            }
        }
    }
}
