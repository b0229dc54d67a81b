package io.texml.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.PaginationException;
import io.texml.operation.Page;
import io.texml.reactor.internal.list.FakePages;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** How a list is read: which pages each view and each operator behind it costs, and lists for tests without a server. */
class PagedFluxTest {

    private record Dog(@JsonProperty("dog_name") String name) {}

    private static final class Unwritable {
        @JsonProperty
        String name() {
            throw new IllegalStateException("no name");
        }
    }

    private static final List<Page<Dog>> DOGS = List.of(
            Page.of(List.of(new Dog("Rex"), new Dog("Ada")), "/dogs?Page=1"),
            Page.of(List.of(), "/dogs?Page=2"),
            Page.of(List.of(new Dog("Bo")), null));

    private record Ahead(String name, Function<Flux<?>, Publisher<?>> operator, long pages) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Twenty pages of ten items each; nothing that an operator is given ever ends. */
    static Stream<Ahead> operatorsOnItems() {
        return Stream.of(
                new Ahead("take(25)", list -> list.take(25).collectList(), 3),
                new Ahead("next()", Flux::next, 1),
                new Ahead("limitRate(20)", list -> list.limitRate(20), 2),
                new Ahead("buffer(10) for one buffer", list -> list.buffer(10), 1),
                new Ahead("concatMap", list -> list.concatMap(item -> Mono.never()), 1),
                new Ahead("concatMap(.., 32)", list -> list.concatMap(item -> Mono.never(), 32), 4),
                new Ahead("flatMap", list -> list.flatMap(item -> Mono.never()), 20),
                new Ahead("flatMap(.., 8)", list -> list.flatMap(item -> Mono.never(), 8), 1),
                new Ahead("publishOn(.., 16)", list -> list.publishOn(Schedulers.immediate(), 16), 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operatorsOnItems")
    void anOperatorBehindItemsFetchesWhatItAsksForAndNotMore(Ahead ahead) {
        assertThat(pagesFetched(ahead, list -> list)).isEqualTo(ahead.pages());
        assertThat(pagesFetched(ahead, PagedFlux::raw)).isEqualTo(ahead.pages());
    }

    static Stream<Ahead> operatorsOnPages() {
        return Stream.of(
                new Ahead("take(3)", list -> list.take(3).collectList(), 3),
                new Ahead("concatMap", list -> list.concatMap(page -> Mono.never()), 1),
                new Ahead("flatMap asks for 256", list -> list.flatMap(page -> Mono.never()), 20),
                new Ahead("flatMap(.., 2)", list -> list.flatMap(page -> Mono.never(), 2), 2),
                new Ahead("concatMapIterable asks for 256", list -> list.concatMapIterable(page -> List.of(1, 2)), 20),
                new Ahead("concatMapIterable(.., 1)", list -> list.concatMapIterable(page -> List.of(1, 2), 1), 1),
                new Ahead("publishOn asks for 256", list -> list.publishOn(Schedulers.immediate()), 20));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operatorsOnPages")
    void anOperatorBehindPagesCountsPages(Ahead ahead) {
        assertThat(pagesFetched(ahead, PagedFlux::byPage)).isEqualTo(ahead.pages());
        assertThat(pagesFetched(ahead, list -> list.byPage(FakePages.FIRST))).isEqualTo(ahead.pages());
        assertThat(pagesFetched(ahead, list -> list.raw().byPage())).isEqualTo(ahead.pages());
    }

    private static long pagesFetched(Ahead ahead, Function<PagedFlux<Long>, Flux<?>> view) {
        FakePages pages = FakePages.of(20, 10);
        subscribeToOne(ahead.operator().apply(view.apply(new PagedFlux<>(pages.list(0), false))));
        return pages.fetches.get();
    }

    private static void subscribeToOne(Publisher<?> publisher) {
        Flux.from(publisher).subscribe(new BaseSubscriber<Object>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(1);
            }
        });
    }

    static Stream<Function<PagedFlux<Long>, Flux<?>>> itemViews() {
        return Stream.of(list -> list, PagedFlux::raw);
    }

    @ParameterizedTest
    @MethodSource("itemViews")
    void itemsCostAsManyPagesAsTheyNeedInEveryViewAndEachSubscriberItsOwn(Function<PagedFlux<Long>, Flux<?>> view) {
        FakePages pages = FakePages.of(5, 10);
        Flux<?> items = view.apply(new PagedFlux<>(pages.list(0), false));
        assertThat(pages.fetches).hasValue(0);

        for (long round = 1; round <= 2; round++) {
            long fetched = round * 2;
            StepVerifier.create(items, 0)
                    .thenRequest(11)
                    .expectNextCount(11)
                    .then(() -> assertThat(pages.fetches).hasValue(fetched))
                    .thenCancel()
                    .verify();
        }
    }

    @Test
    void readAheadHoldsForEveryView() {
        FakePages pages = FakePages.of(20, 10);
        PagedFlux<Long> list = new PagedFlux<>(pages.list(2), false);

        subscribeToOne(list);
        assertThat(pages.fetches).hasValue(3);
        subscribeToOne(list.raw());
        assertThat(pages.fetches).hasValue(6);
        subscribeToOne(list.byPage());
        assertThat(pages.fetches).hasValue(9);
    }

    @Test
    void rawOfRawIsItself() {
        PagedFlux<ByteBuffer> raw = PagedFlux.of(DOGS).raw();

        assertThat(raw.raw()).isSameAs(raw);
    }

    @Test
    void aListForTestsHasTheGivenPagesInEveryView() {
        PagedFlux<Dog> dogs = PagedFlux.of(DOGS);

        StepVerifier.create(dogs.map(Dog::name)).expectNext("Rex", "Ada", "Bo").verifyComplete();
        StepVerifier.create(dogs.byPage()).expectNextSequence(DOGS).verifyComplete();
        StepVerifier.create(dogs.byPage("/dogs?Page=1"))
                .expectNextSequence(DOGS.subList(1, 3))
                .verifyComplete();
        StepVerifier.create(dogs.raw().map(PagedFluxTest::text))
                .expectNext("{\"dog_name\":\"Rex\"}", "{\"dog_name\":\"Ada\"}", "{\"dog_name\":\"Bo\"}")
                .verifyComplete();
    }

    @Test
    void rawItemsOfAListForTestsAreWrittenWhenAPageIsReadAndAnewForEachSubscriber() {
        PagedFlux<ByteBuffer> raw = PagedFlux.of(DOGS).raw();
        for (int subscriber = 0; subscriber < 2; subscriber++) {
            StepVerifier.create(raw.map(StandardCharsets.UTF_8::decode).map(CharSequence::length))
                    .expectNext(18, 18, 17)
                    .verifyComplete();
        }

        PagedFlux<Object> unwritable = PagedFlux.of(
                List.of(Page.of(List.of("Rex"), "/dogs?Page=1"), Page.of(List.of(new Unwritable()), null)));
        StepVerifier.create(unwritable.raw()).expectNextCount(1).verifyErrorMatches(failure -> failure.getMessage()
                .startsWith("no name"));
    }

    @Test
    void aListForTestsRefusesALinkThatIsNotItsOwn() {
        StepVerifier.create(PagedFlux.of(DOGS).byPage("/cats?Page=1")).verifyError(PaginationException.class);
        assertThatNullPointerException().isThrownBy(() -> PagedFlux.of(DOGS).byPage(null));
        assertThatNullPointerException().isThrownBy(() -> PagedFlux.of(null)).withMessage("pages");
    }

    @Test
    void aListForTestsCanFailBehindItsPages() {
        PagedFlux<Dog> dogs = PagedFlux.of(DOGS, new IllegalStateException("no more dogs"));

        StepVerifier.create(dogs).expectNextCount(3).verifyErrorMessage("no more dogs");
        StepVerifier.create(dogs.byPage()).expectNextCount(3).verifyErrorMessage("no more dogs");
        StepVerifier.create(dogs.raw()).expectNextCount(3).verifyErrorMessage("no more dogs");
    }

    private static String text(ByteBuffer item) {
        return StandardCharsets.UTF_8.decode(item.duplicate()).toString();
    }
}
