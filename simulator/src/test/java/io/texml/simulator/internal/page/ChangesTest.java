package io.texml.simulator.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Sinks;

class ChangesTest {

    private final Sinks.Many<Integer> looks = Sinks.many().multicast().directBestEffort();
    private final AtomicInteger state = new AtomicInteger();
    private final AtomicInteger computed = new AtomicInteger();
    private final Changes changes = new Changes(looks.asFlux(), () -> {
        computed.incrementAndGet();
        return state.get();
    });

    private void look() {
        looks.tryEmitNext(0);
    }

    @Test
    void nobodyLooksWhereNoBrowserIs() {
        look();
        assertThat(computed).hasValue(0);
        Disposable browser = changes.stream().subscribe();
        look();
        assertThat(computed).hasValue(1);
        browser.dispose();
        look();
        assertThat(computed).hasValue(1);
    }

    @Test
    void fiftyEventsBetweenTwoLooksAreToldOnceAndLookedAtOnceForAllBrowsers() {
        List<String> one = new ArrayList<>();
        List<String> other = new ArrayList<>();
        changes.stream().skip(1).subscribe(one::add);
        changes.stream().skip(1).subscribe(other::add);
        for (int second = 0; second < 4; second++) {
            for (int event = 0; event < 50; event++) {
                state.incrementAndGet();
            }
            look();
            look();
        }
        assertThat(one).hasSize(4).containsOnly("event: changed\ndata: \n\n");
        assertThat(other).hasSize(4);
        assertThat(computed).hasValue(8);
    }

    @Test
    void whoComesLaterIsToldOfWhatHasChangedBeforeHeListened() {
        List<String> later = new ArrayList<>();
        changes.stream().subscribe();
        look();
        changes.stream().skip(1).subscribe(later::add);
        assertThat(later).isEmpty();
        look();
        look();
        assertThat(later).hasSize(1);
    }

    @Test
    void aBrowserThatDoesNotReadHoldsUpNobodyAndHearsOfTheLatestAlone() {
        List<String> slow = new ArrayList<>();
        List<String> quick = new ArrayList<>();
        BaseSubscriber<String> reader = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                // It asks for nothing by itself.
            }

            @Override
            protected void hookOnNext(String event) {
                slow.add(event);
            }
        };
        changes.stream().subscribe(reader);
        changes.stream().skip(1).subscribe(quick::add);
        reader.request(1);
        for (int i = 0; i < 1_000; i++) {
            state.incrementAndGet();
            look();
        }
        assertThat(quick).hasSize(1_000);
        assertThat(slow).hasSize(1);
        reader.request(10);
        look();
        assertThat(slow).hasSizeLessThanOrEqualTo(3);
    }
}
