package io.texml.redis;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * What is asked of Redis for those who wait in a {@link Line}: one question for all of them, and the next one when it is
 * answered or when Redis says that it is worth it. States, under the lock:
 *
 * <ul>
 *   <li>Idle: nobody waits, or somebody has just joined and asks.
 *   <li>Asked ({@code asked}): until the answer, its failure or the end of the answer time, whichever comes first. An answer
 *       that comes later still hands on what it brings. Called by Redis meanwhile ({@code called}), the next question is asked
 *       at once, as the answer may be older than the call.
 *   <li>Coming back ({@code comeBack}): until that moment, until Redis calls, or until nobody waits.
 * </ul>
 *
 * Beside these, Redis is away from a failed question on, until one is answered.
 *
 * <p>Under the lock those of the line and of {@link HandingOn#closedFor} are taken, and {@link Source#waitsOn} is asked;
 * all else of the source, and turns, are called outside of it.
 */
final class Questions<T> {

    private static final Duration TRY_AGAIN = Duration.ofMillis(250);

    private final Line<?> line;
    private final HandingOn<T> handingOn;
    private final Source<T> source;
    private final Duration answerTime;
    private final Scheduler scheduler;

    private final Object lock = new Object();

    private @Nullable Question asked;
    private boolean called;
    private @Nullable Disposable comeBack;
    private long comeBackAt;
    private boolean away;
    private long awaySince;

    Questions(Line<?> line, HandingOn<T> handingOn, Source<T> source, Duration answerTime, Scheduler scheduler) {
        this.line = line;
        this.handingOn = handingOn;
        this.source = source;
        this.answerTime = answerTime;
        this.scheduler = scheduler;
    }

    /** Whom one asks. */
    interface Source<T> {

        /** Sends the question, for as many as wait, and returns. The stage may end after the answer time is over. */
        CompletionStage<Answer<T>> ask(int waiting);

        /** What is asked for, as a message names it. */
        String name();

        /** Whether those in line wait on while Redis is away, as something else may let them go; else they are refused. */
        default boolean waitsOn() {
            return false;
        }

        /**
         * A question failed, or was not answered in time.
         *
         * @param first whether the one before was answered
         */
        default void unanswered(RedisUnavailableException failure, boolean first) {}

        /** Nobody waits any more, so Redis need not keep places for this process. */
        default void leave() {}
    }

    /**
     * What Redis says.
     *
     * @param granted things of those who wait
     * @param comeBackIn nanoseconds until it is worth asking for more; negative when all have got theirs
     */
    record Answer<T>(List<T> granted, long comeBackIn) {}

    private final class Question {

        private final int waiting;
        private @Nullable Disposable timeout;

        Question(int waiting) {
            this.waiting = waiting;
        }

        void send() {
            timeout = scheduler.schedule(
                    () -> failed(new RedisUnavailableException(
                            "Redis did not answer within " + answerTime.toMillis() + " ms", new TimeoutException())),
                    answerTime.toMillis(),
                    TimeUnit.MILLISECONDS);
            source.ask(waiting).whenComplete((answer, failure) -> {
                if (failure != null) {
                    failed(RedisUnavailableException.of("Redis gives no " + source.name(), failure));
                } else {
                    answered(answer);
                }
            });
        }

        private void answered(Answer<T> answer) {
            stopTimeout();
            boolean inVain = false;
            synchronized (lock) {
                away = false;
                if (asked == this) {
                    asked = null;
                    boolean keepsPlaces = answer.comeBackIn() >= 0;
                    inVain = keepsPlaces && line.isEmpty();
                    if (keepsPlaces && !called && line.size() > answer.granted().size()) {
                        comeBackIn(answer.comeBackIn());
                    }
                    called = false;
                }
            }
            if (inVain) {
                source.leave();
            }
            answer.granted().forEach(handingOn::handOn);
            Questions.this.ask();
        }

        private void failed(RedisUnavailableException failure) {
            stopTimeout();
            List<? extends Turn<?>> refused = List.of();
            boolean first;
            synchronized (lock) {
                if (asked != this) {
                    return;
                }
                asked = null;
                called = false;
                first = !away;
                if (first) {
                    away = true;
                    awaySince = System.nanoTime();
                }
                if (!source.waitsOn()) {
                    refused = line.takeAll();
                } else if (!line.isEmpty()) {
                    comeBackIn(TRY_AGAIN.toNanos());
                }
            }
            source.unanswered(failure, first);
            refused.forEach(turn -> turn.refused(failure));
        }

        private void stopTimeout() {
            Disposable running = timeout;
            if (running != null) {
                running.dispose();
            }
        }
    }

    /** Asks for those who wait, unless that is under way or comes later. */
    void ask() {
        Question question;
        synchronized (lock) {
            int waiting = line.size();
            if (asked != null || comeBack != null || waiting == 0) {
                return;
            }
            long closed = handingOn.closedFor();
            if (closed > 0) {
                comeBackIn(closed);
                return;
            }
            question = new Question(waiting);
            asked = question;
        }
        question.send();
    }

    /** Redis calls: what it answers now may be more than it said. */
    void called() {
        synchronized (lock) {
            called = asked != null;
            stayHere();
        }
        ask();
    }

    /** There is a connection again. */
    void contact() {
        synchronized (lock) {
            if (away) {
                stayHere();
            }
        }
        ask();
    }

    /** The line is empty, or was a moment ago. */
    void nobodyWaits() {
        synchronized (lock) {
            // Who joined meanwhile relies on the coming back.
            if (comeBack == null || !line.isEmpty()) {
                return;
            }
            stayHere();
        }
        source.leave();
    }

    /** Nanoseconds until Redis is asked again for those who wait; zero when that is not put off. */
    long comesBackIn() {
        synchronized (lock) {
            return comeBack == null || line.isEmpty() ? 0 : Math.max(0, comeBackAt - System.nanoTime());
        }
    }

    /** Since when Redis is away, by {@link System#nanoTime}; empty while it is not. */
    OptionalLong awaySince() {
        synchronized (lock) {
            return away ? OptionalLong.of(awaySince) : OptionalLong.empty();
        }
    }

    /** Under the lock. */
    private void comeBackIn(long nanos) {
        stayHere();
        comeBackAt = System.nanoTime() + nanos;
        comeBack = scheduler.schedule(this::comeBack, nanos, TimeUnit.NANOSECONDS);
    }

    private void comeBack() {
        synchronized (lock) {
            stayHere();
        }
        ask();
    }

    /** Under the lock. */
    private void stayHere() {
        if (comeBack != null) {
            comeBack.dispose();
            comeBack = null;
        }
    }
}
