package io.texml.benchmarks.parts;

import io.texml.policy.Failure;
import io.texml.policy.RetryBudget;
import io.texml.policy.RetryDecision;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.internal.admission.AdmissionGate;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.internal.time.WaitingLine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One retry decision, and one passage through the admission gate. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {

    private final RetryPolicy policy = RetryPolicy.defaults();
    private final RetryBudget budget = new RetryBudget(RetryBudget.DEFAULT_CAPACITY);
    private final Failure failure = Failure.of(Failure.Kind.NOT_SENT);
    private final Duration remaining = Duration.ofSeconds(60);
    private final AdmissionGate gate = new AdmissionGate(256, 10_000, true, Timer.system(), Timer.system());

    @Benchmark
    public RetryDecision retryDecision() {
        RetryDecision decision = policy.decide(failure, true, 1, remaining, budget, () -> 0.5);
        budget.onSuccess();
        return decision;
    }

    @Benchmark
    public Object admission() {
        Object entry = gate.enter(new Passing());
        gate.release();
        return entry;
    }

    /** Nobody has to wait. */
    private static final class Passing extends WaitingLine.Waiter {

        @Override
        protected void admitted() {}

        @Override
        protected void closed() {}
    }
}
