package io.texml.reactor.dialler;

import io.texml.Headers;
import io.texml.calls.Call;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.operation.Page;
import io.texml.reactor.CallOutcome;
import io.texml.reactor.TexmlClient;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What the dialler needs of the API. */
interface CallApi {

    /** Whose time every wait keeps to. */
    Scheduler scheduler();

    /** Whether requests wait for their turn. */
    boolean hasWaiting();

    /** Sends the requests of a source, as {@code calls().createEach} does. */
    Flux<CallOutcome> dial(Publisher<CreateCall> source, Consumer<CallOutcome> onCancelled);

    Mono<Call> get(String callSid);

    Mono<Call> hangUp(String callSid);

    /**
     * The calls of a query.
     *
     * @param filter is given the headers of the first answer, and says which of its and the further calls are wanted
     */
    Flux<Call> list(ListCalls query, Function<Headers, Predicate<Call>> filter);

    /** That of a client. */
    static CallApi of(TexmlClient client) {
        return new CallApi() {
            @Override
            public Scheduler scheduler() {
                return client.scheduler();
            }

            @Override
            public boolean hasWaiting() {
                return client.load().waiting() > 0;
            }

            @Override
            public Flux<CallOutcome> dial(Publisher<CreateCall> source, Consumer<CallOutcome> onCancelled) {
                return client.calls().createEach(source, onCancelled);
            }

            @Override
            public Mono<Call> get(String callSid) {
                return client.calls().get(callSid);
            }

            @Override
            public Mono<Call> hangUp(String callSid) {
                return client.calls().hangUp(callSid);
            }

            @Override
            public Flux<Call> list(ListCalls query, Function<Headers, Predicate<Call>> filter) {
                return client.exchange(query).flatMapMany(answer -> {
                    Page<Call> first = Objects.requireNonNull(answer.body());
                    String next = first.nextPage();
                    Flux<Call> rest = next == null
                            ? Flux.empty()
                            : client.list(query).byPage(next).concatMapIterable(Page::items, 1);
                    return Flux.fromIterable(first.items()).concatWith(rest).filter(filter.apply(answer.headers()));
                });
            }
        };
    }
}
