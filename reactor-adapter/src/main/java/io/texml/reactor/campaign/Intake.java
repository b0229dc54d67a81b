package io.texml.reactor.campaign;

import io.texml.reactor.internal.time.SerialExecutor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * The source's side of a run: asks for one contact at a time. It is idle, asked, or over; by the run's executor.
 */
final class Intake<C> implements CoreSubscriber<C> {

    private final SerialExecutor serial;
    private final Context context;
    private final Taker<C> taker;

    private @Nullable Subscription upstream;
    private boolean isAsked;
    private boolean isOver;

    /** Who takes what comes. Called in the executor. */
    interface Taker<C> {

        /** It can be asked. */
        void sourceOpen();

        void came(C contact);

        /** Nothing more comes; why, if it failed. */
        void sourceOver(@Nullable Throwable failure);
    }

    Intake(SerialExecutor serial, Context context, Taker<C> taker) {
        this.serial = serial;
        this.context = context;
        this.taker = taker;
    }

    void open(Publisher<? extends C> source) {
        try {
            source.subscribe(this);
        } catch (Throwable thrown) {
            // It breaks the rules; the run has to end all the same.
            Exceptions.throwIfFatal(thrown);
            onError(thrown);
        }
    }

    boolean isIdle() {
        return !isAsked && !isOver && upstream != null;
    }

    boolean isAsked() {
        return isAsked;
    }

    boolean isOver() {
        return isOver;
    }

    void ask() {
        Subscription source = upstream;
        if (source != null) {
            isAsked = true;
            source.request(1);
        }
    }

    /** Takes nothing more. */
    void cancel() {
        isOver = true;
        isAsked = false;
        if (upstream != null) {
            upstream.cancel();
        }
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        serial.execute(() -> {
            if (!Operators.validate(upstream, subscription)) {
                return;
            }
            upstream = subscription;
            if (isOver) {
                subscription.cancel();
            } else {
                taker.sourceOpen();
            }
        });
    }

    @Override
    public void onNext(C contact) {
        serial.execute(() -> {
            if (isOver || !isAsked) {
                Operators.onDiscard(contact, context);
                if (isOver || upstream == null) {
                    return;
                }
                // Whoever hears of a failure cancels.
                over(Exceptions.failWithOverflow("the source gave more contacts than it was asked for"));
                return;
            }
            isAsked = false;
            taker.came(contact);
        });
    }

    @Override
    public void onError(Throwable failure) {
        serial.execute(() -> over(failure));
    }

    @Override
    public void onComplete() {
        serial.execute(() -> over(null));
    }

    private void over(@Nullable Throwable failure) {
        if (!isOver) {
            isOver = true;
            isAsked = false;
            taker.sourceOver(failure);
        }
    }
}
