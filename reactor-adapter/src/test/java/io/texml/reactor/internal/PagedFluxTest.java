package io.texml.reactor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.operation.Page;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

class PagedFluxTest {

    @ParameterizedTest(name = "request({0}) fetches {1} pages")
    @DisplayName("Trap 1: pages are fetched for demand alone, five pages of ten items")
    @CsvSource({"1,1", "9,1", "10,1", "11,2", "19,2", "20,2", "21,3", "40,4", "41,5", "49,5"})
    void requestFetchesAsManyPagesAsItNeedsAndNotOneMore(long demand, long pages) {
        FakePages list = FakePages.of(5, 10);

        StepVerifier.create(list.items(), 0)
                .thenRequest(demand)
                .expectNextCount(demand)
                .then(() -> assertThat(list.fetches).hasValue(pages))
                .thenCancel()
                .verify();

        assertThat(list.fetches).hasValue(pages);
    }

    @Test
    @DisplayName("Trap 1: demand in small steps costs the same pages as demand at once")
    void demandAddsUp() {
        FakePages list = FakePages.of(5, 10);

        StepVerifier.create(list.items(), 0)
                .thenRequest(3)
                .expectNextCount(3)
                .thenRequest(7)
                .expectNextCount(7)
                .then(() -> assertThat(list.fetches).hasValue(1))
                .thenRequest(1)
                .expectNext(10L)
                .then(() -> assertThat(list.fetches).hasValue(2))
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(39)
                .verifyComplete();

        assertThat(list.fetches).hasValue(5);
    }

    @Test
    @DisplayName("Trap 2: take(pageSize) costs one page")
    void takeOfOnePageCostsOnePage() {
        FakePages list = FakePages.of(5, 10);

        StepVerifier.create(list.items().take(10)).expectNextCount(10).verifyComplete();

        assertThat(list.fetches).hasValue(1);
    }

    @Test
    void nothingHappensBeforeSubscriptionAndNothingIsFetchedBeforeDemand() {
        FakePages list = FakePages.of(5, 10);

        Flux<Long> items = list.items();
        assertThat(list.walks).hasValue(0);

        StepVerifier.create(items, 0).expectSubscription().thenCancel().verify();
        assertThat(list.fetches).hasValue(0);
    }

    @Test
    void theListCompletesWithItsLastItemWithoutFurtherDemand() {
        StepVerifier.create(FakePages.of(2, 10).items(), 20).expectNextCount(20).verifyComplete();
    }

    @Test
    @DisplayName("Trap 3: 100,000 pages need no stack and are not kept")
    void aHundredThousandPagesFitASmallStack() throws InterruptedException {
        FakePages list = FakePages.of(100_000, 2);
        AtomicLong sum = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicBoolean completed = new AtomicBoolean();
        Thread thread = new Thread(
                null,
                () -> list.items().subscribe(sum::addAndGet, failure::set, () -> completed.set(true)),
                "small-stack",
                256 * 1024);

        thread.start();
        thread.join();

        assertThat(failure).hasNullValue();
        assertThat(completed).isTrue();
        assertThat(sum).hasValue(200_000L * 199_999 / 2);
        assertThat(list.fetches).hasValue(100_000);
    }

    @Test
    @DisplayName("Trap 3: request(1) from within onNext does not recurse either")
    void oneByOneFitsASmallStack() throws InterruptedException {
        FakePages list = FakePages.of(100_000, 1);
        AtomicLong count = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> list.items().subscribe(new BaseSubscriber<>() {
                    @Override
                    protected void hookOnSubscribe(Subscription subscription) {
                        subscription.request(1);
                    }

                    @Override
                    protected void hookOnNext(Long item) {
                        count.incrementAndGet();
                        request(1);
                    }

                    @Override
                    protected void hookOnError(Throwable thrown) {
                        failure.set(thrown);
                    }
                }),
                "small-stack",
                256 * 1024);

        thread.start();
        thread.join();

        assertThat(failure).hasNullValue();
        assertThat(count).hasValue(100_000);
    }

    @Test
    @DisplayName("Trap 6: an empty page that has a next one does not end the list")
    void emptyPagesAreSteppedOver() {
        FakePages list = new FakePages(
                6, number -> Mono.just(number % 3 == 2 ? FakePages.page(number, 1) : FakePages.page(List.of(), null)));

        StepVerifier.create(list.items(), 0)
                .thenRequest(1)
                .expectNext(2L)
                .then(() -> assertThat(list.fetches).hasValue(3))
                .thenRequest(1)
                .expectNext(5L)
                .verifyComplete();
    }

    @Test
    @DisplayName("Trap 8: two subscribers do not share a position")
    void subscribersAreIndependent() {
        FakePages list = FakePages.of(3, 2);
        Flux<Long> items = list.items();

        StepVerifier.create(Flux.zip(items, items)).expectNextCount(6).verifyComplete();
        StepVerifier.create(items.zipWith(items).all(pair -> pair.getT1().equals(pair.getT2())))
                .expectNext(true)
                .verifyComplete();

        assertThat(list.walks).hasValue(4);
        assertThat(list.fetches).hasValue(12);
    }

    @Test
    @DisplayName("Trap 8: cancelling and subscribing again starts afresh")
    void resubscribingStartsAfresh() {
        Flux<Long> items = FakePages.of(3, 2).items();

        StepVerifier.create(items.take(3)).expectNext(0L, 1L, 2L).verifyComplete();
        StepVerifier.create(items.take(3)).expectNext(0L, 1L, 2L).verifyComplete();
    }

    @Test
    void cancelStopsTheFetchThatIsUnderWay() {
        AtomicBoolean cancelled = new AtomicBoolean();
        FakePages list = new FakePages(2, number -> Mono.<Page<Long>>never().doOnCancel(() -> cancelled.set(true)));

        Disposable subscription = list.items().subscribe();
        assertThat(list.fetches).hasValue(1);
        subscription.dispose();

        assertThat(cancelled).isTrue();
    }

    @Test
    void anErrorComesAfterTheItemsBeforeIt() {
        FakePages list = new FakePages(
                2,
                number -> number == 0 ? Mono.just(FakePages.page(0, 3)) : Mono.error(new IllegalStateException("x")));

        StepVerifier.create(list.items(), 3)
                .expectNext(0L, 1L, 2L)
                .expectNoEvent(Duration.ofMillis(1))
                .thenRequest(1)
                .verifyError(IllegalStateException.class);
    }

    @Test
    void anErrorOfAPageReadAheadWaitsForTheItemsBeforeIt() {
        FakePages list = new FakePages(
                2,
                number -> number == 0 ? Mono.just(FakePages.page(0, 3)) : Mono.error(new IllegalStateException("x")));

        StepVerifier.create(list.items(1), 1)
                .expectNext(0L)
                .then(() -> assertThat(list.fetches).hasValue(2))
                .thenRequest(2)
                .expectNext(1L, 2L)
                .verifyError(IllegalStateException.class);
    }

    @ParameterizedTest(name = "read-ahead {0}, request({1}) fetches {2} pages")
    @CsvSource({"1,1,2", "1,10,2", "1,11,3", "3,1,4", "3,10,4", "3,11,5", "3,20,5", "16,1,17", "30,1,20"})
    void readAheadIsBounded(int readAhead, long demand, long pages) {
        FakePages list = FakePages.of(20, 10);

        StepVerifier.create(list.items(readAhead), 0)
                .then(() -> assertThat(list.fetches).hasValue(0))
                .thenRequest(demand)
                .expectNextCount(demand)
                .then(() -> assertThat(list.fetches).hasValue(pages))
                .thenCancel()
                .verify();
    }

    @Test
    void oneFetchIsUnderWayAtATimeEvenWithReadAhead() {
        Sinks.One<Page<Long>> first = Sinks.one();
        FakePages list =
                new FakePages(5, number -> number == 0 ? first.asMono() : Mono.just(FakePages.page(number * 2, 2)));

        StepVerifier.create(list.items(3), 1)
                .then(() -> assertThat(list.fetches).hasValue(1))
                .then(() -> first.tryEmitValue(FakePages.page(0, 2)))
                .expectNext(0L)
                .then(() -> assertThat(list.fetches).hasValue(4))
                .thenCancel()
                .verify();
    }

    @Test
    void pagesThatArriveOnOtherThreadsKeepTheOrder() {
        FakePages list = new FakePages(
                200, number -> Mono.just(FakePages.page(number * 5, 5)).publishOn(Schedulers.parallel()));

        StepVerifier.create(list.items(2).publishOn(Schedulers.single(), 3).index())
                .thenConsumeWhile(item -> item.getT1().equals(item.getT2()))
                .verifyComplete();
    }

    @Test
    void theSubscribersContextReachesTheFetch() {
        AtomicReference<String> seen = new AtomicReference<>();
        FakePages list = new FakePages(
                1,
                number -> Mono.deferContextual(context -> {
                    seen.set(context.get("tenant"));
                    return Mono.just(FakePages.page(0, 1));
                }));

        StepVerifier.create(list.items().contextWrite(Context.of("tenant", "north")))
                .expectNext(0L)
                .verifyComplete();

        assertThat(seen).hasValue("north");
    }

    @Test
    void aFetchThatThrowsFailsTheList() {
        FakePages list = new FakePages(1, number -> {
            throw new IllegalStateException("thrown while assembling");
        });

        StepVerifier.create(list.items()).verifyErrorMessage("thrown while assembling");
    }
}
