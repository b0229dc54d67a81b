package io.texml.reactor.internal.exchange;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.TexmlException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZLI_Result;

/**
 * The deadline passes in the moment in which a dial begins to be written. A caller is never told that nothing was sent
 * when something is. Observed: whether the dial is written, whether the caller was told that its outcome is unknown, and
 * how often it was told an end.
 */
@JCStressTest
@Outcome(id = "true, unknown, 1", expect = ACCEPTABLE, desc = "The writing came first: the caller knows.")
@Outcome(id = "false, not sent, 1", expect = ACCEPTABLE, desc = "The deadline came first: nothing is written.")
@State
public class DeadlineAgainstFirstByte {

    private final ExchangeWithDeadline one = new ExchangeWithDeadline();

    @Actor
    public void write(ZLI_Result result) {
        result.r1 = one.exchange.sending().begin();
    }

    @Actor
    public void deadline() {
        one.deadline();
    }

    @Arbiter
    public void look(ZLI_Result result) {
        if (one.caller.failure() instanceof TexmlException failure) {
            result.r2 = failure.outcomeUnknown() ? "unknown" : "not sent";
        }
        result.r3 = one.caller.answers() + one.caller.completions() + one.caller.failures();
    }
}
