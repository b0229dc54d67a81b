package io.texml.examples;

import io.texml.calls.Call;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import io.texml.reactor.TexmlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Places calls from one number and follows each to its end by asking for it again and again. */
final class Dialling {

    private static final int AT_A_TIME = 50;

    private final TexmlClient client;
    private final String applicationSid;
    private final String from;
    private final Duration pause;
    private final InstantSource clock;

    /**
     * Dials through an application, from a number.
     *
     * @param pause the time between two looks at a call
     * @param clock the clock by which the server dates calls, as near as this program knows it
     */
    Dialling(TexmlClient client, String applicationSid, String from, Duration pause, InstantSource clock) {
        this.client = client;
        this.applicationSid = applicationSid;
        this.from = from;
        this.pause = pause;
        this.clock = clock;
    }

    /** Calls these numbers, 50 at a time, and emits each call when it is over. */
    Flux<Call> callAll(Collection<String> numbers) {
        return Flux.fromIterable(numbers).flatMap(number -> dial(number).flatMap(this::followToItsEnd), AT_A_TIME);
    }

    /** Calls a number, hangs up as soon as somebody has answered, and emits the call when it is over. */
    Mono<Call> callAndHangUp(String number) {
        return dial(number).flatMap(sid -> watch(sid)
                .takeUntil(call -> hasEnded(call) || CallStatus.IN_PROGRESS.equals(call.status()))
                .last()
                .filter(call -> !hasEnded(call))
                .flatMap(call -> client.calls().hangUp(sid))
                .then(followToItsEnd(sid)));
    }

    /** Dials, and finds out the call's sid. */
    private Mono<String> dial(String number) {
        CreateCall request = CreateCall.builder()
                .applicationSid(applicationSid)
                .from(from)
                .to(number)
                .texml(Texml.of(Say.text("Good morning.")))
                .build();
        return client.calls().create(request).then(find(number));
    }

    /**
     * The documented answer to a dial names no sid, so the newest call to the number is looked up among those of the last
     * days. The list is eventually consistent: an empty one is asked for again, 20 times.
     *
     * <p>What this cannot do: tell two calls between the same two numbers apart. Where another program, or an earlier run,
     * may have called the number within these days, it can find that call, above all while the list does not show the new
     * one yet. A clock that is days off the server's finds nothing. A callback that carries a reference of your own in its
     * URL has neither limit.
     */
    private Mono<String> find(String number) {
        ListCalls query = ListCalls.builder()
                .from(from)
                .to(number)
                .startedAfter(
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(2))
                .pageSize(1)
                .build();
        return client.calls()
                .list(query)
                .next()
                .mapNotNull(Call::sid)
                .repeatWhenEmpty(20, misses -> misses.delayElements(pause));
    }

    private Mono<Call> followToItsEnd(String sid) {
        return watch(sid).takeUntil(Dialling::hasEnded).last();
    }

    private Flux<Call> watch(String sid) {
        return client.calls().get(sid).repeatWhen(looks -> looks.delayElements(pause));
    }

    private static boolean hasEnded(Call call) {
        return call.status() != null && call.status().hasEnded();
    }
}
