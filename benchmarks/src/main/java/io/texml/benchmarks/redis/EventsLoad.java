package io.texml.benchmarks.redis;

import io.lettuce.core.api.sync.RedisCommands;
import io.texml.benchmarks.client.Meter;
import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.VerificationPolicy;
import io.texml.reactor.callbacks.CallbackEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Follows calls in every process and publishes their events in one, until all have heard all. */
final class EventsLoad {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final CallbackReader READER = CallbackReader.builder()
            .instructions(VerificationPolicy.NONE)
            .statusCallbacks(VerificationPolicy.NONE)
            .build();

    private final RedisCommands<String, String> redis;
    private long calls;

    EventsLoad(RedisCommands<String, String> redis) {
        this.redis = redis;
    }

    String measure(List<? extends CallbackEvents> processes, int count, int eventsOfACall, int callsAtOnce) {
        List<Mono<Void>> followed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            followed.add(followed(processes, eventsOfACall));
        }
        RedisCounts start = RedisCounts.of(redis);
        System.gc();
        Meter meter = Meter.start();
        Flux.fromIterable(followed).flatMap(call -> call, callsAtOnce).blockLast(PATIENCE);
        String used = meter.stop();
        RedisCounts end = RedisCounts.of(redis);
        return String.format(
                Locale.ROOT,
                "%s requests=%d redisCpu=%d redisOut=%d",
                used,
                count * eventsOfACall,
                end.cpu() - start.cpu(),
                end.out() - start.out());
    }

    private Mono<Void> followed(List<? extends CallbackEvents> processes, int events) {
        // As long as theirs are, and never one that was followed before.
        String sid = String.format(Locale.ROOT, "v3:Kv1aBTUf0TzUYnMNUJWk7S5Ilm5Svu7nWOeFlJcNJmTrVf%010d", calls++);
        List<Callback> callbacks = new ArrayList<>();
        for (int sequence = 0; sequence < events; sequence++) {
            callbacks.add(callback(sid, sequence));
        }
        Mono<Void> heard = Flux.fromIterable(processes)
                .flatMap(process -> process.ofCall(sid).take(events))
                .then();
        Mono<Void> published = Flux.fromIterable(callbacks)
                .concatMap(processes.get(0)::publish)
                .then();
        return Mono.when(heard, published);
    }

    private static Callback callback(String sid, int sequence) {
        String form = "AccountSid=7f3c1a52-0b8e-4d6f-9a21-5e4d8c7b6a10&CallSid=" + sid + "&CallSidLegacy=" + sid
                + "&CallStatus=ringing&CallbackSource=call-progress-events&ConnectionId=1293384261075731499"
                + "&From=%2B13125550147&To=%2B17735550199&SequenceNumber=" + sequence
                + "&Timestamp=2026-11-27T12%3A00%3A00Z";
        return READER.read("POST", null, name -> List.of(), form.getBytes(StandardCharsets.US_ASCII));
    }
}
