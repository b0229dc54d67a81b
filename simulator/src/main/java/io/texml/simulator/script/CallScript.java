package io.texml.simulator.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a callee does with a call: answers, is busy, lets it ring, cannot be reached; and, once the call is answered,
 * presses keys, speaks and hangs up. A caller from outside follows a script as well.
 *
 * <pre>{@code
 * CallScript.answered().presses("1").says("yes please", Duration.ofSeconds(3)).hangsUp(Duration.ofSeconds(1))
 * }</pre>
 *
 * <p>What a callee does on the line happens one after the other. With a time, it begins that long after the thing before
 * it was over, or after the answer, whatever the application does just then. Without, the callee waits to be asked: it
 * begins half a second after the next {@code Gather} that takes it has said its prompt, or the next {@code Record} has
 * begun, in whichever document that stands. A key takes a quarter of a second, a word 0.4 seconds.
 *
 * <p>Times that are not set are drawn from the simulator's seed, so that they differ from call to call and are the same
 * in every run. A script is immutable; the {@code with} methods return a changed copy.
 *
 * @param outcome how the call ends, if nobody hangs up before
 * @param ringsAfter time from the request to the first ring; null to draw it
 * @param answersAfter time from the first ring to the answer, or to the refusal; null to draw it
 * @param talks time from the answer to the end; null to draw it, from the answer on or, for a callee with
 *     {@code actions}, from the last of them on
 * @param answeredBy what answering-machine detection will find
 * @param actions what the callee does on the line
 */
public record CallScript(
        Outcome outcome,
        @Nullable Duration ringsAfter,
        @Nullable Duration answersAfter,
        @Nullable Duration talks,
        AnsweredBy answeredBy,
        List<Action> actions) {

    private static final Pattern KEYS = Pattern.compile("[0-9*#w]+");

    /** Copies the actions. */
    public CallScript {
        actions = List.copyOf(actions);
    }

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

    /**
     * Something that a callee does on the line.
     *
     * @param text the keys or the words; empty for hanging up
     * @param after how long after the action before it, or after the answer; null to wait until it is asked for
     */
    public record Action(Kind kind, String text, @Nullable Duration after) {

        /** What a callee can do. */
        public enum Kind {
            /** It presses keys, one after the other; {@code w} is half a second of nothing. */
            PRESSES,
            /** It speaks. */
            SAYS,
            /** It hangs up. */
            HANGS_UP
        }

        /** Checks text and time. */
        public Action {
            if (kind == Kind.PRESSES && !KEYS.matcher(text).matches()) {
                throw new IllegalArgumentException("keys have to be of 0-9, *, # and w");
            }
            if (kind == Kind.SAYS && text.isBlank()) {
                throw new IllegalArgumentException("words are blank: say what the callee says");
            }
            if (after != null && after.isNegative()) {
                throw new IllegalArgumentException("after is negative: " + after);
            }
        }

        /** Kind and time; not the keys or words. */
        @Override
        public String toString() {
            return kind + (after == null ? "" : " after " + after);
        }
    }

    /** Somebody answers. */
    public static CallScript answered() {
        return new CallScript(Outcome.ANSWERED, null, null, null, AnsweredBy.HUMAN, List.of());
    }

    /** An answering machine answers. */
    public static CallScript answeredByMachine() {
        return new CallScript(Outcome.ANSWERED, null, null, null, AnsweredBy.MACHINE, List.of());
    }

    /** The callee is busy. */
    public static CallScript busy() {
        return new CallScript(Outcome.BUSY, null, null, null, AnsweredBy.HUMAN, List.of());
    }

    /** Nobody answers. */
    public static CallScript noAnswer() {
        return new CallScript(Outcome.NO_ANSWER, null, null, null, AnsweredBy.HUMAN, List.of());
    }

    /** The callee cannot be reached. */
    public static CallScript failed() {
        return new CallScript(Outcome.FAILED, null, null, null, AnsweredBy.HUMAN, List.of());
    }

    /** The same, ringing that long after the request. */
    public CallScript withRingsAfter(Duration time) {
        return new CallScript(outcome, time, answersAfter, talks, answeredBy, actions);
    }

    /** The same, answered or refused that long after the first ring. */
    public CallScript withAnswersAfter(Duration time) {
        return new CallScript(outcome, ringsAfter, time, talks, answeredBy, actions);
    }

    /** The same, ending that long after the answer. */
    public CallScript withTalks(Duration time) {
        return new CallScript(outcome, ringsAfter, answersAfter, time, answeredBy, actions);
    }

    /** The same, with another result of answering-machine detection. */
    public CallScript withAnsweredBy(AnsweredBy who) {
        return new CallScript(outcome, ringsAfter, answersAfter, talks, who, actions);
    }

    /**
     * The same, and then it presses keys when it is asked to.
     *
     * @param keys of {@code 0-9}, {@code *}, {@code #} and {@code w} for half a second of nothing
     */
    public CallScript presses(String keys) {
        return then(new Action(Action.Kind.PRESSES, keys, null));
    }

    /**
     * The same, and then it presses keys, asked or not.
     *
     * @param keys of {@code 0-9}, {@code *}, {@code #} and {@code w} for half a second of nothing
     * @param after how long after what it did before, or after the answer
     */
    public CallScript presses(String keys, Duration after) {
        return then(new Action(Action.Kind.PRESSES, keys, after));
    }

    /** The same, and then it speaks when it is asked to. */
    public CallScript says(String words) {
        return then(new Action(Action.Kind.SAYS, words, null));
    }

    /**
     * The same, and then it speaks, asked or not.
     *
     * @param after how long after what it did before, or after the answer
     */
    public CallScript says(String words, Duration after) {
        return then(new Action(Action.Kind.SAYS, words, after));
    }

    /**
     * The same, and then it hangs up.
     *
     * @param after how long after what it did before, or after the answer
     */
    public CallScript hangsUp(Duration after) {
        return then(new Action(Action.Kind.HANGS_UP, "", after));
    }

    private CallScript then(Action action) {
        List<Action> all = new ArrayList<>(actions);
        all.add(action);
        return new CallScript(outcome, ringsAfter, answersAfter, talks, answeredBy, all);
    }
}
