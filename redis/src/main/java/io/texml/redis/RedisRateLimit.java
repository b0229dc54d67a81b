package io.texml.redis;

import io.lettuce.core.ScriptOutputType;
import io.texml.reactor.spi.SharedRateLimit;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * What the clients of one account in several processes tell each other of the server's rate limit. A pause that one of them
 * learned holds for all as soon as Redis has passed it on, which takes milliseconds; a process that starts or connects again
 * in the midst of one hears what is left of it, and no more than 5 minutes.
 *
 * <pre>{@code
 * TexmlClient client = TexmlClient.builder(credentials)
 *         .sharedRateLimit(RedisRateLimit.of(redis))
 *         .build();
 * }</pre>
 *
 * <p><b>When Redis is away</b>, nothing is told and nothing is heard: each process learns of the limit by refusals of its own.
 * A pause that was told meanwhile is lost; the stream goes on when Redis is back.
 *
 * <p>Keys: {@code texml:{account}:rate-limit:refused} and {@code :used_up}, each as long as its pause, and a channel
 * {@code texml:{account}:rate-limit}. Beside what scripts need, the user needs {@code +pttl +set}.
 */
public final class RedisRateLimit implements SharedRateLimit {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.redis");
    private static final Script TELL = Script.of("rate-limit-tell.lua");
    /** More is not believed by clients either. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final TexmlRedis redis;
    private final String channel;

    private RedisRateLimit(TexmlRedis redis) {
        this.redis = Objects.requireNonNull(redis, "redis");
        this.channel = redis.key("rate-limit");
    }

    /** The account's, for one client or several of this process. */
    public static RedisRateLimit of(TexmlRedis redis) {
        return new RedisRateLimit(redis);
    }

    private String key(Reason reason) {
        return channel + ":" + reason.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void tell(Pause pause) {
        Duration length = pause.length().compareTo(LONGEST) < 0 ? pause.length() : LONGEST;
        redis.run(
                        TELL,
                        ScriptOutputType.INTEGER,
                        new String[] {key(pause.reason())},
                        // Rounded up: no time at all would be refused.
                        String.valueOf(length.plusNanos(999_999).toMillis()),
                        channel,
                        String.valueOf(LONGEST.toMillis()))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOGGER.warn("other processes do not hear of a pause: {}", failure.toString());
                    }
                });
    }

    @Override
    public Flux<Pause> pauses() {
        return Flux.create(
                sink -> {
                    // How long a pause still lasts is asked of Redis, so that its way costs nothing.
                    Consumer<String> news = message -> read(sink);
                    Runnable contact = () -> read(sink);
                    redis.listen(channel, news);
                    redis.onContact(contact);
                    sink.onDispose(() -> {
                        redis.forget(channel, news);
                        redis.forgetContact(contact);
                    });
                    read(sink);
                },
                FluxSink.OverflowStrategy.LATEST);
    }

    private void read(FluxSink<Pause> sink) {
        for (Reason reason : Reason.values()) {
            redis.commands().pttl(key(reason)).whenComplete((left, failure) -> {
                if (failure == null && left > 0) {
                    // More is left where Redis's clock was set back.
                    sink.next(new Pause(reason, Duration.ofMillis(Math.min(left, LONGEST.toMillis()))));
                }
            });
        }
    }
}
