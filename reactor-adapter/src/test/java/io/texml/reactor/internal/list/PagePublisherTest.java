package io.texml.reactor.internal.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.operation.Page;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

class PagePublisherTest {

    @ParameterizedTest(name = "request({0}) fetches {1} pages")
    @DisplayName("pages are fetched for demand alone, five pages of ten items")
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
    @DisplayName("demand in small steps costs the same pages as demand at once")
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
    @DisplayName("take(pageSize) costs one page")
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
    @DisplayName("100,000 pages need no stack and are not kept")
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
    @DisplayName("request(1) from within onNext does not recurse either")
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
    @DisplayName("an empty page that has a next one does not end the list")
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
    @DisplayName("two subscribers do not share a position")
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
    @DisplayName("cancelling and subscribing again starts afresh")
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

    @Test
    @DisplayName("a page that was delivered is not kept")
    void deliveredPagesAreNotKept() {
        List<WeakReference<Page<Long>>> delivered = new ArrayList<>();
        FakePages list = new FakePages(1_000, number -> {
            Page<Long> page = FakePages.page(number * 10, 10);
            delivered.add(new WeakReference<>(page));
            return Mono.just(page);
        });

        StepVerifier.create(list.items(), 0)
                .thenRequest(9_995)
                .expectNextCount(9_995)
                .then(() -> {
                    for (int i = 0; i < 50 && alive(delivered) > 2; i++) {
                        System.gc();
                    }
                    assertThat(alive(delivered)).isLessThanOrEqualTo(2);
                })
                .thenCancel()
                .verify();
    }

    private static long alive(List<WeakReference<Page<Long>>> pages) {
        return pages.stream().filter(page -> page.get() != null).count();
    }

    @Test
    void askingForEverythingTwiceIsEverythingOnce() {
        StepVerifier.create(FakePages.of(3, 2).items(), Long.MAX_VALUE)
                .thenRequest(Long.MAX_VALUE)
                .thenRequest(Long.MAX_VALUE - 1)
                .expectNext(0L, 1L, 2L, 3L, 4L, 5L)
                .verifyComplete();
    }

    @Test
    void aCancelFromWithinAnItemIsTheLastThatHappens() {
        FakePages list = FakePages.of(5, 10);
        List<Long> received = new ArrayList<>();
        AtomicBoolean ended = new AtomicBoolean();

        list.items().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnNext(Long item) {
                received.add(item);
                if (item == 9) {
                    cancel();
                }
            }

            @Override
            protected void hookOnComplete() {
                ended.set(true);
            }
        });

        assertThat(received).hasSize(10);
        assertThat(list.fetches).hasValue(1);
        assertThat(ended).isFalse();
    }

    @Test
    void aPageThatArrivesOrFailsAfterTheCancelIsNotHeardOf() {
        for (boolean fails : new boolean[] {false, true}) {
            AtomicReference<MonoSink<Page<Long>>> server = new AtomicReference<>();
            FakePages list = new FakePages(2, number -> Mono.create(server::set));
            List<Object> heard = new ArrayList<>();

            Disposable subscription = list.items().subscribe(heard::add, heard::add, () -> heard.add("complete"));
            subscription.dispose();
            if (fails) {
                server.get().error(new IllegalStateException("too late"));
            } else {
                server.get().success(FakePages.page(0, 1));
            }

            assertThat(heard).isEmpty();
        }
    }

    @Test
    void aCancelWhileAFetchIsJustBeginningStopsIt() {
        AtomicReference<Subscription> subscription = new AtomicReference<>();
        AtomicBoolean stopped = new AtomicBoolean();
        FakePages list = new FakePages(2, number -> {
            subscription.get().cancel();
            return Mono.<Page<Long>>never().doOnCancel(() -> stopped.set(true));
        });

        list.items().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription given) {
                subscription.set(this);
                request(1);
            }
        });

        assertThat(stopped).isTrue();
    }

    @Test
    void demandFromManyThreadsIsMetExactly() throws InterruptedException {
        for (int round = 0; round < 100; round++) {
            FakePages list = new FakePages(
                    10_000, number -> Mono.just(FakePages.page(number * 3, 3)).publishOn(Schedulers.parallel()));
            AtomicLong received = new AtomicLong();
            AtomicBoolean outOfOrder = new AtomicBoolean();
            CountDownLatch all = new CountDownLatch(400);
            BaseSubscriber<Long> subscriber = new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {}

                @Override
                protected void hookOnNext(Long item) {
                    if (item != received.getAndIncrement()) {
                        outOfOrder.set(true);
                    }
                    all.countDown();
                }
            };
            list.items(round % 3).subscribe(subscriber);

            Flux.range(0, 4)
                    .flatMap(thread -> Mono.fromRunnable(() -> {
                                for (int i = 0; i < 50; i++) {
                                    subscriber.request(2);
                                }
                            })
                            .subscribeOn(Schedulers.boundedElastic()))
                    .blockLast(Duration.ofSeconds(20));

            assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
            subscriber.cancel();
            assertThat(received).hasValue(400);
            assertThat(outOfOrder).isFalse();
            // 400 items are 134 pages of three; the last one holds two more.
            assertThat(list.fetches.get()).isBetween(134L, 134L + round % 3);
        }
    }

    @Test
    void aCancelThatMeetsAPageLeavesNoFetchUnderWay() {
        for (int round = 0; round < 300; round++) {
            AtomicInteger underWay = new AtomicInteger();
            FakePages list = new FakePages(1_000_000, number -> Mono.just(FakePages.page(number, 1))
                    .publishOn(Schedulers.parallel())
                    .doOnSubscribe(subscription -> underWay.incrementAndGet())
                    .doFinally(signal -> underWay.decrementAndGet()));

            Disposable subscription = list.items().subscribe();
            for (int spin = 0; spin < round * 10; spin++) {
                Thread.onSpinWait();
            }
            subscription.dispose();

            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (underWay.get() != 0) {
                assertThat(System.nanoTime()).as("a fetch is left").isLessThan(deadline);
                Thread.onSpinWait();
            }
        }
    }
}
