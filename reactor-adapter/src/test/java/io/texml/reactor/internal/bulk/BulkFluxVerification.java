package io.texml.reactor.internal.bulk;

import io.texml.ApiResponse;
import io.texml.Headers;
import io.texml.reactor.internal.TestRoad;
import io.texml.reactor.internal.exchange.Exchange;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for a publisher; {@link BulkFluxTckTest} runs them. */
public class BulkFluxVerification extends PublisherVerification<Long> {

    public BulkFluxVerification() {
        super(new TestEnvironment(2_000, 50));
    }

    @Override
    public Publisher<Long> createPublisher(long elements) {
        return bulk(Flux.<Long, Long>generate(() -> 0L, (count, sink) -> {
                    sink.next(count);
                    return count + 1;
                })
                .take(elements));
    }

    @Override
    public Publisher<Long> createFailedPublisher() {
        return bulk(Flux.error(new IllegalStateException("the source")));
    }

    private static Publisher<Long> bulk(Flux<Long> source) {
        TestRoad road = new TestRoad(1, 1);
        return new BulkFlux<Long, String, Long>(
                source,
                new BulkFlux.Road<>() {
                    @Override
                    public Mono<Void> opening() {
                        return Mono.empty();
                    }

                    @Override
                    public Exchange<String> exchange(Long request, Runnable onFirstAttempt) {
                        return road.dialExchange(onFirstAttempt);
                    }

                    @Override
                    public void begin(
                            Exchange<String> exchange, CoreSubscriber<? super ApiResponse<String>> subscriber) {
                        Mono<ApiResponse<String>> answer = Mono.fromSupplier(() -> {
                            exchange.beginAttempt();
                            return new ApiResponse<>(200, Headers.of(Map.of()), 1, "ok");
                        });
                        answer.subscribe(subscriber);
                    }
                },
                (request, answer, failure) -> request,
                cutOff -> {});
    }
}
