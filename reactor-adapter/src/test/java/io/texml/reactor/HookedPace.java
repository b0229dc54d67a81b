package io.texml.reactor;

import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Grants every dial at once, and does something in the moment in which its slot is used: just before it is written. */
public final class HookedPace implements DialPace {

    private final Runnable onUse;

    public HookedPace(Runnable onUse) {
        this.onUse = onUse;
    }

    @Override
    public Mono<Slot> acquire() {
        return Mono.just(new Slot() {
            @Override
            public void use() {
                onUse.run();
            }

            @Override
            public void settled() {}

            @Override
            public void giveBack() {}
        });
    }

    @Override
    public Duration pause(Duration retryAfter) {
        return Duration.ZERO;
    }
}
