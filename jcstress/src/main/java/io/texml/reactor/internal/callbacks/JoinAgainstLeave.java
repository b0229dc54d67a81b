package io.texml.reactor.internal.callbacks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.reactor.internal.HandClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * The only one who waits for a run leaves in the moment in which another asks for the same: the other has a run that is not
 * cancelled. Observed: how many runs were begun, how many cancelled, and how many are known.
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "He joined before the first left.")
@Outcome(id = "2, 1, 1", expect = ACCEPTABLE, desc = "The first left, and he began anew.")
@State
public class JoinAgainstLeave {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final SharedRuns<String, String> runs =
            new SharedRuns<>(new SharedRuns.Rules(10, LONG, LONG, LONG, true), new HandClock().timer(), result -> true);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final Disposable first = ask();

    private Disposable ask() {
        return runs.run("same", null, () -> {
                    begun.incrementAndGet();
                    return Mono.<String>never().doOnCancel(cancelled::incrementAndGet);
                })
                .subscribe();
    }

    @Actor
    public void leave() {
        first.dispose();
    }

    @Actor
    public void join() {
        ask();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = begun.get();
        result.r2 = cancelled.get();
        result.r3 = runs.size();
    }
}
