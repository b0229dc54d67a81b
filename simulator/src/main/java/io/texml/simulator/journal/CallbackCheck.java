package io.texml.simulator.journal;

import io.texml.simulator.internal.contract.KnownNames;
import io.texml.simulator.journal.RecordedCallback.Outcome;
import java.util.List;
import java.util.function.Predicate;

/**
 * An assertion about the callbacks in a journal. Each attempt to deliver a callback counts.
 *
 * <pre>{@code
 * simulator.journal().verifyCallbacks("call-completed").withField("CallStatus", "busy").delivered().once();
 * simulator.journal().verifyCallbacks("recording-completed").never();
 * }</pre>
 *
 * <p>A check is immutable; {@link #once()}, {@link #times(int)}, {@link #atLeast(int)} and {@link #never()} decide it and
 * throw an {@link AssertionError} that says which callbacks there were instead. Its message holds no field values.
 */
public final class CallbackCheck {

    private final String description;
    private final List<RecordedCallback> all;
    private final List<RecordedCallback> matching;

    CallbackCheck(String kind, List<RecordedCallback> all) {
        this(
                KnownNames.callback(kind),
                all,
                all.stream().filter(callback -> callback.kind().equals(kind)).toList());
    }

    private CallbackCheck(String description, List<RecordedCallback> all, List<RecordedCallback> matching) {
        this.description = description;
        this.all = all;
        this.matching = matching;
    }

    /** Only callbacks about this call. */
    public CallbackCheck ofCall(String callSid) {
        return where("of a call", callback -> callback.callSid().equals(callSid));
    }

    /** Only callbacks with this field. */
    public CallbackCheck withField(String name, String value) {
        return where("field " + name, callback -> value.equals(callback.fields().get(name)));
    }

    /** Only attempts that the receiver answered with 2xx. */
    public CallbackCheck delivered() {
        return withOutcome(Outcome.DELIVERED);
    }

    /** Only attempts that ended like this. */
    public CallbackCheck withOutcome(Outcome outcome) {
        return where(outcome.name(), callback -> callback.outcome() == outcome);
    }

    /** Only callbacks that this is true for; the description appears in the failure. */
    public CallbackCheck where(String what, Predicate<RecordedCallback> condition) {
        return new CallbackCheck(
                description + ", " + what,
                all,
                matching.stream().filter(condition).toList());
    }

    /**
     * There is exactly one.
     *
     * @throws AssertionError if not
     */
    public RecordedCallback once() {
        return times(1).get(0);
    }

    /**
     * There are exactly so many.
     *
     * @throws AssertionError if not
     */
    public List<RecordedCallback> times(int count) {
        return Expectation.exactly(count, "callback", description, matching, all);
    }

    /**
     * There are so many, or more.
     *
     * @throws AssertionError if not
     */
    public List<RecordedCallback> atLeast(int count) {
        return Expectation.atLeast(count, "callback", description, matching, all);
    }

    /**
     * There is none.
     *
     * @throws AssertionError if there is
     */
    public void never() {
        times(0);
    }
}
