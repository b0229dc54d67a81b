package io.texml.reactor.campaign;

import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.PlannedDial;
import io.texml.reactor.internal.time.SerialExecutor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * A run's turn at the dialler: a stream of one dial, which is chosen when the dialler asks for it, so that nobody waits for a
 * permit who has to be taken from the source first, and nothing is held while there is nobody to dial.
 *
 * <p>It waits at the dialler, is open, and then it is given one contact or nothing; by the run's executor. Whether the dial's last
 * word was begun, or the dial was withdrawn before, is decided by one compare-and-set: the dialler asks on its threads.
 */
final class Turn<C> implements CoreSubscriber<CallResult>, Publisher<PlannedDial> {

    private final SerialExecutor serial;
    private final CampaignRun<C> run;
    private final AtomicReference<Word> word = new AtomicReference<>(Word.AWAITED);

    private @Nullable Subscription upstream;
    private @Nullable Subscriber<? super PlannedDial> dialler;
    private @Nullable OpenContact<C> contact;
    private boolean isOpen;

    private enum Word {
        AWAITED,
        BEGUN,
        WITHDRAWN
    }

    Turn(SerialExecutor serial, CampaignRun<C> run) {
        this.serial = serial;
        this.run = run;
    }

    boolean isOpen() {
        return isOpen;
    }

    /** Whom it was given, until the result came. */
    @Nullable
    OpenContact<C> contact() {
        return contact;
    }

    /** The contact is dialled, or looked for. */
    void give(OpenContact<C> chosen, PlannedDial dial) {
        contact = chosen;
        over(dial);
    }

    /** There is nobody to dial. */
    void giveNothing() {
        if (isOpen) {
            over(null);
        }
    }

    private void over(@Nullable PlannedDial dial) {
        Subscriber<? super PlannedDial> asking = dialler;
        isOpen = false;
        if (asking != null) {
            if (dial != null) {
                asking.onNext(dial);
            }
            asking.onComplete();
        }
    }

    /** The dialler asks for the last word; false when the dial was withdrawn. */
    boolean beginsLastWord() {
        return word.compareAndSet(Word.AWAITED, Word.BEGUN);
    }

    /** The dial is not to be made, and nothing more is heard of it; false when it is too late to say so. */
    boolean withdraw() {
        if (!word.compareAndSet(Word.AWAITED, Word.WITHDRAWN)) {
            return false;
        }
        contact = null;
        cancel();
        return true;
    }

    @Override
    public void subscribe(Subscriber<? super PlannedDial> subscriber) {
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                serial.execute(() -> {
                    if (dialler == null) {
                        dialler = subscriber;
                        isOpen = true;
                        run.opened(Turn.this);
                    }
                });
            }

            @Override
            public void cancel() {
                // Whoever cancels has the turn end.
            }
        });
    }

    /** Dials it not, or does to its call what a cancel does. */
    void cancel() {
        if (upstream != null) {
            upstream.cancel();
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        upstream = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(CallResult result) {
        serial.execute(() -> {
            OpenContact<C> dialled = contact;
            contact = null;
            if (dialled != null) {
                run.dialled(dialled, result);
            }
        });
    }

    @Override
    public void onComplete() {
        serial.execute(() -> run.over(this, null));
    }

    @Override
    public void onError(Throwable failure) {
        serial.execute(() -> run.over(this, failure));
    }
}
