package io.texml.redis;

import io.lettuce.core.RedisURI;
import io.texml.callbacks.CallbackReader;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.campaign.Campaign;
import io.texml.reactor.dialler.Dialler;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/** What the guide shows. */
final class SeveralProcesses {

    private SeveralProcesses() {}

    static Dialler dialler(CallbackEvents events, URI publicUrl) {
        TexmlRedis redis = TexmlRedis.connect(RedisURI.create("rediss://texml:secret@redis.example.com"), "main");
        TexmlClient client = TexmlClient.builder()
                .dialPace(RedisDialPace.of(redis, 150, Duration.ofSeconds(5)))
                .sharedRateLimit(RedisRateLimit.of(redis))
                .build();
        return Dialler.builder(client, events, publicUrl)
                .liveCalls(RedisLiveCalls.of(redis, 60, client))
                .build();
    }

    static <C> Campaign<C> campaign(
            TexmlRedis redis, Dialler dialler, Function<C, String> key, Function<C, CreateCall> request) {
        return Campaign.builder(dialler, key, request)
                .journal(RedisDialJournal.of(redis, "reminders-2027-03"))
                .build();
    }

    static RedisDialPace aloneWhileRedisIsAway(TexmlRedis redis) {
        return RedisDialPace.builder(redis, 150, Duration.ofSeconds(5))
                .longestDial(Duration.ofSeconds(60))
                .shareWhenAway(5, 4)
                .build();
    }

    static CallbackEndpoint endpoint(TexmlRedis redis, TexmlClient client, URI publicUrl) {
        RedisCallbackEvents events = RedisCallbackEvents.of(redis);
        Dialler dialler = Dialler.builder(client, events, publicUrl).build();
        return CallbackEndpoint.of(CallbackReader.builder().build(), events);
    }

    static RedisCallbackEvents eventsWithOtherBounds(TexmlRedis redis) {
        return RedisCallbackEvents.builder(redis)
                .kept(20_000, Duration.ofMinutes(2))
                .memory(InMemoryCallbackEvents.builder().waiting(1_000).build())
                .build();
    }
}
