package io.texml.reactor.dialler;

import io.texml.Headers;
import io.texml.calls.Call;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.reactor.CallOutcome;
import io.texml.reactor.spi.LiveCalls;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A dialler of a process that can be killed: from then on nothing that it does reaches the platform, which lives on. */
public final class MortalDialler {

    public final Dialler dialler;
    private boolean isDead;

    public MortalDialler(FakePlatform platform, LiveCalls liveCalls) {
        CallApi api = new CallApi() {
            @Override
            public Scheduler scheduler() {
                return platform.scheduler();
            }

            @Override
            public boolean hasWaiting() {
                return platform.hasWaiting();
            }

            @Override
            public Flux<CallOutcome> dial(Publisher<CreateCall> source, Consumer<CallOutcome> onCancelled) {
                return isDead ? Flux.never() : platform.dial(Flux.from(source).filter(request -> !isDead), onCancelled);
            }

            @Override
            public Mono<Call> get(String callSid) {
                return isDead ? Mono.never() : platform.get(callSid);
            }

            @Override
            public Mono<Call> hangUp(String callSid) {
                return isDead ? Mono.never() : platform.hangUp(callSid);
            }

            @Override
            public Flux<Call> list(ListCalls query, Function<Headers, Predicate<Call>> filter) {
                return isDead ? Flux.never() : platform.list(query, filter);
            }
        };
        dialler = new Dialler(new DiallerCore(api, platform.events, new TestSettings().settings(liveCalls)));
    }

    public void kill() {
        isDead = true;
    }
}
