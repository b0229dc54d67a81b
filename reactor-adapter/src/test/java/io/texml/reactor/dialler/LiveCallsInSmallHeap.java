package io.texml.reactor.dialler;

import io.texml.reactor.dialler.FakePlatform.Life;
import io.texml.reactor.spi.LiveCalls;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;

/** Lets so many calls live at once, until all have ended, and prints how many did. For a process with a small heap. */
final class LiveCallsInSmallHeap {

    private LiveCallsInSmallHeap() {}

    public static void main(String[] arguments) {
        int calls = Integer.parseInt(arguments[0]);
        FakePlatform platform = new FakePlatform();
        platform.nextLife = request -> Life.answered(Duration.ofHours(1));
        DiallerCore dialler =
                new DiallerCore(platform, platform.events, new TestSettings().settings(LiveCalls.inMemory(calls)));
        AtomicInteger ended = new AtomicInteger();
        dialler.dialAll(Flux.range(0, calls).map(DiallerTest::request))
                .filter(result -> result.outcome() == CallResult.Outcome.COMPLETED)
                .subscribe(result -> ended.incrementAndGet());
        for (int hour = 0; hour < 4; hour++) {
            platform.advance(Duration.ofHours(1));
        }
        System.out.println(platform.mostLive + " lived at once, " + ended + " ended");
    }
}
