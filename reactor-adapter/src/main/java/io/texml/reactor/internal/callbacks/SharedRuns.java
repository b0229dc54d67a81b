package io.texml.reactor.internal.callbacks;

import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * Work that is done once for all who ask for the same: those who ask while it is under way share it, those who ask later
 * get its result again.
 *
 * <p>A run is under way and waited for by some, over and remembered, or neither and forgotten. The lock guards which, and
 * how many wait; what is run and who waits is called without it.
 */
public final class SharedRuns<K, R> {

    private final Timer timer;
    private final Rules rules;
    private final Predicate<? super R> remembered;
    private final Object lock = new Object();
    private final RecentKeys<K, Run> runs;

    /**
     * When two ask for the same.
     *
     * @param number how many runs are shared and remembered; the oldest are forgotten
     * @param age how long they are
     * @param prompt whoever got a result so soon after he asked does not ask again: who asks with another stamp means
     *     something new
     * @param again for how long, from its beginning, any other run is also for those who ask with another stamp
     * @param cancelled whether a run is cancelled when all who wait for it have left
     */
    public record Rules(int number, Duration age, Duration prompt, Duration again, boolean cancelled) {}

    /**
     * No runs.
     *
     * @param remembered whether a result is one for those who ask later
     */
    public SharedRuns(Rules rules, Timer timer, Predicate<? super R> remembered) {
        this.rules = rules;
        this.timer = timer;
        this.remembered = remembered;
        this.runs =
                new RecentKeys<>(rules.number(), Timer.countable(rules.age()).toNanos());
    }

    private final class Run {

        private final K key;
        private final @Nullable Object stamp;
        private final Sinks.One<R> result = Sinks.one();
        private final Disposable.Swap work = Disposables.swap();
        private final long since;
        private int waiting;
        private boolean over;
        private boolean promptly;

        Run(K key, @Nullable Object stamp, long since) {
            this.key = key;
            this.stamp = stamp;
            this.since = since;
        }

        /** Whether it is what somebody asks for now. */
        boolean isFor(@Nullable Object itsStamp, long now) {
            boolean same = itsStamp != null && itsStamp.equals(stamp);
            boolean soon = now - since < rules.again().toNanos();
            return !over || same || (soon && !promptly);
        }

        void begin(Mono<R> begun, Context context) {
            work.update(begun.contextWrite(context).subscribe(this::end, this::fail, this::endEmpty));
        }

        private void end(R value) {
            over(remembered.test(value));
            result.tryEmitValue(value);
        }

        private void fail(Throwable failure) {
            over(false);
            result.tryEmitError(failure);
        }

        /** After a value it says nothing new. */
        private void endEmpty() {
            over(false);
            result.tryEmitEmpty();
        }

        private void over(boolean stays) {
            synchronized (lock) {
                if (!over) {
                    over = true;
                    promptly = waiting > 0
                            && timer.nanos() - since < rules.prompt().toNanos();
                    if (!stays) {
                        runs.remove(key, this);
                    }
                }
            }
        }

        /** Nobody is left who waits: what was begun ends, and the next who asks begins anew. */
        void leave() {
            synchronized (lock) {
                if (--waiting > 0 || over || !rules.cancelled()) {
                    return;
                }
                over = true;
                runs.remove(key, this);
            }
            work.dispose();
        }
    }

    /**
     * The result of a run, which is begun on subscription, or by another who asked for the same.
     *
     * @param key what is asked for
     * @param stamp when it was asked for, in the words of him who asks; null when he does not say
     * @param begin makes the run
     */
    public Mono<R> run(K key, @Nullable Object stamp, Supplier<Mono<R>> begin) {
        return Mono.deferContextual(context -> {
            Run run;
            boolean first = false;
            synchronized (lock) {
                long now = timer.nanos();
                RecentKeys.Aged<Run> known = runs.get(key, now);
                if (known != null && known.value().isFor(stamp, now)) {
                    run = known.value();
                } else {
                    first = true;
                    run = new Run(key, stamp, now);
                    runs.put(key, run, now);
                }
                run.waiting++;
            }
            if (first) {
                run.begin(Mono.defer(begin), Context.of(context));
            }
            return run.result.asMono().doOnCancel(run::leave);
        });
    }

    /** How many are under way or remembered. */
    int size() {
        synchronized (lock) {
            return runs.size();
        }
    }
}
