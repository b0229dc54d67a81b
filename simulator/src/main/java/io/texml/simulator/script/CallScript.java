package io.texml.simulator.script;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a callee does with a call: answers, is busy, lets it ring, cannot be reached.
 *
 * <p>Times that are not set are drawn from the simulator's seed, so that they differ from call to call and are the same
 * in every run. A script is immutable; the {@code with} methods return a changed copy.
 *
 * @param outcome how the call ends, if nobody hangs up before
 * @param ringsAfter time from the request to the first ring; null to draw it
 * @param answersAfter time from the first ring to the answer, or to the refusal; null to draw it
 * @param talks time from the answer to the end; null to draw it
 * @param answeredBy what answering-machine detection will find
 */
public record CallScript(
        Outcome outcome,
        @Nullable Duration ringsAfter,
        @Nullable Duration answersAfter,
        @Nullable Duration talks,
        AnsweredBy answeredBy) {

    /** How a call ends. */
    public enum Outcome {
        /** It is answered, and ends with {@code completed}. */
        ANSWERED,
        /** It rings and is refused: {@code busy}. */
        BUSY,
        /** It rings until the request's {@code Timeout}: {@code no-answer}. */
        NO_ANSWER,
        /** It cannot be connected, and never rings: {@code failed}. */
        FAILED
    }

    /** What answering-machine detection finds. */
    public enum AnsweredBy {
        /** Somebody. */
        HUMAN,
        /** An answering machine. */
        MACHINE,
        /** It cannot say. */
        NOT_SURE
    }

    /** Somebody answers. */
    public static CallScript answered() {
        return new CallScript(Outcome.ANSWERED, null, null, null, AnsweredBy.HUMAN);
    }

    /** An answering machine answers. */
    public static CallScript answeredByMachine() {
        return new CallScript(Outcome.ANSWERED, null, null, null, AnsweredBy.MACHINE);
    }

    /** The callee is busy. */
    public static CallScript busy() {
        return new CallScript(Outcome.BUSY, null, null, null, AnsweredBy.HUMAN);
    }

    /** Nobody answers. */
    public static CallScript noAnswer() {
        return new CallScript(Outcome.NO_ANSWER, null, null, null, AnsweredBy.HUMAN);
    }

    /** The callee cannot be reached. */
    public static CallScript failed() {
        return new CallScript(Outcome.FAILED, null, null, null, AnsweredBy.HUMAN);
    }

    /** The same, ringing that long after the request. */
    public CallScript withRingsAfter(Duration time) {
        return new CallScript(outcome, time, answersAfter, talks, answeredBy);
    }

    /** The same, answered or refused that long after the first ring. */
    public CallScript withAnswersAfter(Duration time) {
        return new CallScript(outcome, ringsAfter, time, talks, answeredBy);
    }

    /** The same, ending that long after the answer. */
    public CallScript withTalks(Duration time) {
        return new CallScript(outcome, ringsAfter, answersAfter, time, answeredBy);
    }

    /** The same, with another result of answering-machine detection. */
    public CallScript withAnsweredBy(AnsweredBy who) {
        return new CallScript(outcome, ringsAfter, answersAfter, talks, who);
    }
}
