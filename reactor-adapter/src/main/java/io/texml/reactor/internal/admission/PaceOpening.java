package io.texml.reactor.internal.admission;

import io.texml.reactor.spi.DialPace;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;

/**
 * Takes a slot only to see that the pace is open, and gives it back.
 *
 * <p>States: waiting; {@code over}, from a cancel, on any thread and for good. A turn that comes after it is cancelled.
 */
final class PaceOpening implements CoreSubscriber<DialPace.Slot> {

    private final MonoSink<Void> sink;
    private volatile @Nullable Subscription turn;
    private volatile boolean over;

    private PaceOpening(MonoSink<Void> sink) {
        this.sink = sink;
    }

    /** Completes when the pace would let a dial go, and when it fails or throws. */
    static Mono<Void> of(DialPace pace) {
        return Mono.create(sink -> {
            PaceOpening opening = new PaceOpening(sink);
            sink.onCancel(opening::leave);
            try {
                pace.acquire().subscribe(opening);
            } catch (Throwable thrown) {
                // An operator of Reactor's would let a LinkageError through, and whoever waits would wait for ever.
                SlotInHand.warn(thrown);
                sink.success();
            }
        });
    }

    private void leave() {
        over = true;
        Subscription waiting = turn;
        if (waiting != null) {
            try {
                waiting.cancel();
            } catch (Throwable thrown) {
                SlotInHand.warn(thrown);
            }
        }
    }

    @Override
    public Context currentContext() {
        return Context.of(sink.contextView());
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        turn = subscription;
        if (over) {
            leave();
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(DialPace.Slot slot) {
        SlotInHand.giveBack(slot);
        sink.success();
    }

    @Override
    public void onError(Throwable failure) {
        sink.success();
    }

    @Override
    public void onComplete() {
        sink.success();
    }
}
