package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.TexmlException;
import io.texml.reactor.DialPace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One attempt that waits for its turn. Written as an operator of its own because a permit that a {@code flatMap} drops in
 * the race between grant and cancel would be lost for ever.
 */
final class AdmittedMono<R> extends Mono<ApiResponse<R>> {

    private final AdmissionStage stage;
    private final Exchange<R> exchange;

    AdmittedMono(AdmissionStage stage, Exchange<R> exchange) {
        this.stage = stage;
        this.exchange = exchange;
    }

    @Override
    public void subscribe(CoreSubscriber<? super ApiResponse<R>> actual) {
        actual.onSubscribe(new Admission<>(stage, exchange, actual));
    }

    /** Where an attempt is. Every change is one compare-and-set; who makes it does what belongs to it. */
    private enum State {
        NEW,
        PACING,
        IN_LINE,
        UNDER_WAY,
        OVER
    }

    private static final class Admission<R>
            implements Subscription, WaitingLine.Waiter, CoreSubscriber<ApiResponse<R>> {

        @SuppressWarnings("rawtypes")
        private static final AtomicReferenceFieldUpdater<Admission, State> STATE =
                AtomicReferenceFieldUpdater.newUpdater(Admission.class, State.class, "state");

        @SuppressWarnings("rawtypes")
        private static final AtomicReferenceFieldUpdater<Admission, Subscription> UPSTREAM =
                AtomicReferenceFieldUpdater.newUpdater(Admission.class, Subscription.class, "upstream");

        private final AdmissionStage stage;
        private final Exchange<R> exchange;
        private final CoreSubscriber<? super ApiResponse<R>> actual;

        private volatile State state = State.NEW;

        @SuppressWarnings("UnusedVariable") // through UPSTREAM
        private volatile @Nullable Subscription upstream;

        private volatile @Nullable Disposable patience;
        private volatile @Nullable Subscription pacing;
        private DialPace.@Nullable Slot slot;

        Admission(AdmissionStage stage, Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> actual) {
            this.stage = stage;
            this.exchange = exchange;
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void request(long n) {
            if (!Operators.validate(n)) {
                return;
            }
            DialPace pace = stage.paceFor(exchange.operation());
            if (pace == null) {
                if (STATE.compareAndSet(this, State.NEW, State.IN_LINE)) {
                    enterGate();
                }
            } else if (STATE.compareAndSet(this, State.NEW, State.PACING)) {
                stage.joinedPace(this);
                pace.acquire().subscribe(new PaceSubscriber());
            }
        }

        private void slotGranted(DialPace.Slot granted) {
            stage.leftPace(this);
            slot = granted;
            if (STATE.compareAndSet(this, State.PACING, State.IN_LINE)) {
                enterGate();
            } else {
                granted.giveBack();
            }
        }

        private void enterGate() {
            switch (stage.gate().enter(this)) {
                case ADMITTED -> admitted();
                case WAITING -> beginToWait();
                case FULL -> refuse(AdmissionStage.queueFull(exchange));
                case CLOSED -> refuse(AdmissionStage.closed(exchange));
            }
        }

        private void beginToWait() {
            Duration pause = stage.gate().pausedFor();
            if (pause.compareTo(exchange.remaining(stage.timer().nanos())) > 0) {
                refuseWaiting(AdmissionStage.pausedTooLong(exchange, pause));
                return;
            }
            waitFor(pause.plus(stage.maxWait()));
        }

        private void waitFor(Duration atMost) {
            patience = stage.timer().schedule(this::waitedLongEnough, atMost.toNanos());
            if (state != State.IN_LINE) {
                stopWaiting();
            }
        }

        private void waitedLongEnough() {
            Duration pause = stage.gate().pausedFor();
            if (pause.isZero()) {
                refuseWaiting(AdmissionStage.waitedTooLong(exchange));
            } else {
                waitFor(pause.plus(stage.maxWait()));
            }
        }

        /** Called by the gate with a permit: it is used, or given back when the attempt is over already. */
        @Override
        public void admitted() {
            if (!STATE.compareAndSet(this, State.IN_LINE, State.UNDER_WAY)) {
                stage.gate().release();
                return;
            }
            stopWaiting();
            if (slot != null) {
                slot.use();
            }
            Mono<ApiResponse<R>> attempt;
            try {
                attempt = stage.proceed(exchange);
            } catch (RuntimeException thrown) {
                attempt = Mono.error(thrown);
            }
            attempt.subscribe(this);
        }

        @Override
        public void closed() {
            if (STATE.compareAndSet(this, State.PACING, State.OVER)) {
                leavePace();
                actual.onError(AdmissionStage.closed(exchange));
            } else {
                refuseWaiting(AdmissionStage.closed(exchange));
            }
        }

        private void refuseWaiting(TexmlException failure) {
            if (STATE.compareAndSet(this, State.IN_LINE, State.OVER)) {
                stage.gate().leave(this);
                refused(failure);
            }
        }

        private void refuse(TexmlException failure) {
            if (STATE.compareAndSet(this, State.IN_LINE, State.OVER)) {
                refused(failure);
            }
        }

        private void refused(TexmlException failure) {
            stopWaiting();
            giveSlotBack();
            actual.onError(failure);
        }

        @Override
        public void cancel() {
            State before = STATE.getAndSet(this, State.OVER);
            switch (before) {
                case PACING -> leavePace();
                case IN_LINE -> {
                    stopWaiting();
                    stage.gate().leave(this);
                    giveSlotBack();
                }
                case UNDER_WAY -> {
                    Operators.terminate(UPSTREAM, this);
                    stage.gate().release();
                }
                case NEW, OVER -> {}
            }
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (Operators.setOnce(UPSTREAM, this, subscription)) {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(ApiResponse<R> answer) {
            if (STATE.compareAndSet(this, State.UNDER_WAY, State.OVER)) {
                stage.answered(answer.rateLimit());
                actual.onNext(answer);
                actual.onComplete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (STATE.compareAndSet(this, State.UNDER_WAY, State.OVER)) {
                stage.failed(exchange, failure);
                actual.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (STATE.compareAndSet(this, State.UNDER_WAY, State.OVER)) {
                stage.gate().release();
                actual.onComplete();
            }
        }

        private void leavePace() {
            stage.leftPace(this);
            Subscription turn = pacing;
            if (turn != null) {
                turn.cancel();
            }
        }

        private void stopWaiting() {
            Disposable waiting = patience;
            if (waiting != null) {
                waiting.dispose();
            }
        }

        private void giveSlotBack() {
            if (slot != null) {
                slot.giveBack();
            }
        }

        /** Takes the slot from the pace. */
        private final class PaceSubscriber implements CoreSubscriber<DialPace.Slot> {

            private boolean granted;

            @Override
            public Context currentContext() {
                return actual.currentContext();
            }

            @Override
            public void onSubscribe(Subscription subscription) {
                pacing = subscription;
                if (state == State.OVER) {
                    subscription.cancel();
                } else {
                    subscription.request(Long.MAX_VALUE);
                }
            }

            @Override
            public void onNext(DialPace.Slot next) {
                granted = true;
                slotGranted(next);
            }

            @Override
            public void onError(Throwable failure) {
                fail(failure);
            }

            @Override
            public void onComplete() {
                if (!granted) {
                    fail(new IllegalStateException("the dial pace completed without a slot"));
                }
            }

            private void fail(Throwable failure) {
                stage.leftPace(Admission.this);
                if (STATE.compareAndSet(Admission.this, State.PACING, State.OVER)) {
                    actual.onError(AdmissionStage.paceFailed(exchange, failure));
                }
            }
        }
    }
}
