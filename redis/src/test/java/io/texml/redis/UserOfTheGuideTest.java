package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.texml.reactor.campaign.ContactHistory;
import io.texml.reactor.campaign.ContactOutcome;
import io.texml.reactor.campaign.DialIntent;
import io.texml.reactor.spi.DialPace.Slot;
import io.texml.reactor.spi.LiveCalls;
import io.texml.reactor.spi.SharedRateLimit.Pause;
import io.texml.reactor.spi.SharedRateLimit.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Everything that stands on a Redis, by a user who has exactly the rights that the guide names. */
class UserOfTheGuideTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration WINDOW = Duration.ofMillis(50);

    @Test
    void mayDoAllThatIsDone() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            CommandArgs<String, String> rule = new CommandArgs<>(StringCodec.UTF8)
                    .add("SETUSER")
                    .add("texml")
                    .add("on")
                    .add(">secret");
            rights().forEach(rule::add);
            server.commands().dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), rule);
            RedisURI uri = RedisURI.builder(server.uri())
                    .withAuthentication("texml", "secret".toCharArray())
                    .build();
            try (TexmlRedis redis = TexmlRedis.connect(uri, "main")) {
                pace(redis);
                rateLimit(redis);
                liveCalls(redis);
                journal(redis);
                events(redis);
                server.commands().scriptFlush();
                pace(redis);
            }
            assertThat(server.commands().info("commandstats").lines())
                    .as("nobody was refused anything")
                    .noneMatch(line -> line.matches(".*rejected_calls=[1-9].*"));
            assertThat(server.commands().aclLog()).isEmpty();
        }
    }

    private static List<String> rights() throws Exception {
        String guide = Files.readString(Path.of("..", "docs", "several-processes.md"));
        Matcher rights =
                Pattern.compile("[~&]texml:\\*|\\+@?[a-z]+").matcher(guide.substring(guide.indexOf("The ACL user")));
        return Stream.iterate(rights.find(), Boolean::booleanValue, found -> rights.find())
                .map(found -> rights.group())
                .toList();
    }

    private static void pace(TexmlRedis redis) {
        RedisDialPace pace = RedisDialPace.of(redis, 2, WINDOW);
        for (int i = 0; i < 5; i++) {
            Slot slot = pace.acquire().block(SOON);
            slot.use();
            slot.settled();
        }
        pace.acquire().block(SOON).giveBack();
        pace.pause(WINDOW);
        pace.acquire().block(SOON).giveBack();
    }

    private static void rateLimit(TexmlRedis redis) {
        RedisRateLimit limit = RedisRateLimit.of(redis);
        Mono<Pause> heard = limit.pauses().next();
        limit.tell(new Pause(Reason.REFUSED, Duration.ofMinutes(1)));
        assertThat(heard.block(SOON)).isNotNull();
    }

    private static void liveCalls(TexmlRedis redis) {
        RedisLiveCalls calls =
                new RedisLiveCalls(redis, 1, Duration.ofMillis(200), WINDOW, WINDOW, WINDOW, lost -> Mono.just(true));
        RedisLiveCalls others =
                new RedisLiveCalls(redis, 1, Duration.ofMillis(200), WINDOW, WINDOW, WINDOW, lost -> Mono.just(true));
        LiveCalls.Permit permit = calls.acquire().block(SOON);
        permit.dialling(new LiveCalls.Dial("reference", "+13125550100", "+13125550101", Duration.ofMinutes(1)));
        permit.bound("v3:sid");
        calls.renew(List.of(permit));
        // It lapses, is taken over and looked up.
        Disposable renewing = Schedulers.single()
                .schedulePeriodically(() -> others.renew(List.of()), 0, WINDOW.toMillis(), TimeUnit.MILLISECONDS);
        LiveCalls.Permit next = others.acquire().block(SOON);
        renewing.dispose();
        next.release();
    }

    private static void journal(TexmlRedis redis) {
        RedisDialJournal journal = RedisDialJournal.of(redis, "spring");
        journal.open().block(SOON);
        assertThat(journal.claim("ann").block(SOON)).isEqualTo(ContactHistory.NEW);
        journal.intend("ann", new DialIntent(1, "reference", "+13125550100", "+13125550101", Instant.EPOCH))
                .block(SOON);
        journal.release("ann").block(SOON);
        journal.claim("bob").block(SOON);
        journal.finish("bob", ContactOutcome.REFUSED).block(SOON);
        journal.close().block(SOON);
    }

    private static void events(TexmlRedis redis) {
        try (RedisCallbackEvents events = RedisCallbackEvents.of(redis)) {
            Mono<?> heard = events.all().next();
            var waiting = heard.toFuture();
            events.publish(Callbacks.progress("a", 1)).block(SOON);
            assertThat(waiting.join()).isEqualTo(Callbacks.progress("a", 1));
        }
    }
}
