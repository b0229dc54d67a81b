package io.texml.reactor.internal.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two threads bring tasks at once, one of them a task that brings another. Every task runs once, and none while another
 * runs: a plain counter loses nothing. Observed: the counter, and how often two tasks ran at the same time.
 */
@JCStressTest
@Outcome(id = "3, 0", expect = ACCEPTABLE, desc = "Each ran once, one after the other.")
@State
public class TaskAgainstTask {

    private final SerialExecutor executor = new SerialExecutor();
    private int count;
    private boolean runs;
    private int together;

    private void task() {
        if (runs) {
            together++;
        }
        runs = true;
        count++;
        runs = false;
    }

    @Actor
    public void alone() {
        executor.execute(this::task);
    }

    @Actor
    public void nested() {
        executor.execute(() -> {
            executor.execute(this::task);
            task();
        });
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = count;
        result.r2 = together;
    }
}
