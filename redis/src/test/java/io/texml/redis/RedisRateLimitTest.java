package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.SetArgs;
import io.texml.reactor.spi.SharedRateLimit.Pause;
import io.texml.reactor.spi.SharedRateLimit.Reason;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RedisRateLimitTest {

    private static final Pause REFUSED = new Pause(Reason.REFUSED, Duration.ofSeconds(30));

    @Test
    void aPauseThatOneProcessLearnedHoldsForAll() throws Exception {
        try (RedisServer server = RedisServer.start();
                TexmlRedis one = TexmlRedis.connect(server.uri(), "main");
                TexmlRedis two = TexmlRedis.connect(server.uri(), "main")) {
            BlockingQueue<Pause> heard = new LinkedBlockingQueue<>();
            RedisRateLimit.of(two).pauses().subscribe(heard::add);
            listenersOf(server, 1);

            RedisRateLimit.of(one).tell(REFUSED);

            Pause pause = heard.poll(10, TimeUnit.SECONDS);
            assertThat(pause.reason()).isEqualTo(Reason.REFUSED);
            assertThat(pause.length()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        }
    }

    @Test
    void aProcessThatStartsInTheMidstOfAPauseHearsWhatIsLeft() throws Exception {
        try (RedisServer server = RedisServer.start();
                TexmlRedis one = TexmlRedis.connect(server.uri(), "main");
                TexmlRedis two = TexmlRedis.connect(server.uri(), "main")) {
            RedisRateLimit.of(one).tell(new Pause(Reason.USED_UP, Duration.ofSeconds(30)));
            one.commands().ping().toCompletableFuture().join();
            BlockingQueue<Pause> heard = new LinkedBlockingQueue<>();

            RedisRateLimit.of(two).pauses().subscribe(heard::add);

            assertThat(heard.poll(10, TimeUnit.SECONDS).reason()).isEqualTo(Reason.USED_UP);
        }
    }

    @Test
    void anAbsurdPauseInRedisHoldsForFiveMinutesAndGivesWayToTheNext() throws Exception {
        try (RedisServer server = RedisServer.start();
                TexmlRedis one = TexmlRedis.connect(server.uri(), "main");
                TexmlRedis two = TexmlRedis.connect(server.uri(), "main")) {
            server.commands().set("texml:{main}:rate-limit:refused", "1", SetArgs.Builder.ex(Duration.ofHours(3)));
            BlockingQueue<Pause> heard = new LinkedBlockingQueue<>();

            RedisRateLimit.of(two).pauses().subscribe(heard::add);

            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(new Pause(Reason.REFUSED, Duration.ofMinutes(5)));
            listenersOf(server, 1);
            RedisRateLimit.of(one).tell(REFUSED);
            Pause next = heard.poll(10, TimeUnit.SECONDS);
            while (next.length().compareTo(REFUSED.length()) > 0) {
                // Read before Redis had the next.
                next = heard.poll(10, TimeUnit.SECONDS);
            }
            assertThat(next.length()).isLessThanOrEqualTo(REFUSED.length());
        }
    }

    @Test
    void theStreamGoesOnWhenRedisIsBack() throws Exception {
        try (RedisServer server = RedisServer.start();
                TexmlRedis one = TexmlRedis.connect(server.uri(), "main");
                TexmlRedis two = TexmlRedis.connect(server.uri(), "main")) {
            BlockingQueue<Pause> heard = new LinkedBlockingQueue<>();
            RedisRateLimit.of(two).pauses().subscribe(heard::add);
            listenersOf(server, 1);
            server.kill();
            RedisRateLimit.of(one).tell(REFUSED);
            server.startAgain();
            listenersOf(server, 1);

            Pause pause = null;
            while (pause == null) {
                RedisRateLimit.of(one).tell(REFUSED);
                pause = heard.poll(50, TimeUnit.MILLISECONDS);
            }

            assertThat(pause.reason()).isEqualTo(Reason.REFUSED);
        }
    }

    private static void listenersOf(RedisServer server, long count) {
        while (true) {
            try {
                if (server.commands().pubsubNumsub("texml:{main}:rate-limit").get("texml:{main}:rate-limit") == count) {
                    return;
                }
            } catch (RuntimeException e) {
                // It connects again.
                Thread.onSpinWait();
            }
        }
    }
}
