package io.texml.callbacks;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Why a call ended. The list is that of the Voice API; the platform may send others. */
public final class HangupCause extends OpenEnum<HangupCause> {

    /** The called side refused it. */
    public static final HangupCause CALL_REJECTED = new HangupCause("call_rejected");

    /** One of the two sides hung up. */
    public static final HangupCause NORMAL_CLEARING = new HangupCause("normal_clearing");

    /** The calling side gave up before it was answered. */
    public static final HangupCause ORIGINATOR_CANCEL = new HangupCause("originator_cancel");

    /** It was not answered in time. */
    public static final HangupCause TIMEOUT = new HangupCause("timeout");

    /** It reached the longest time that it was allowed. */
    public static final HangupCause TIME_LIMIT = new HangupCause("time_limit");

    /** The called side was busy. */
    public static final HangupCause USER_BUSY = new HangupCause("user_busy");

    /** There is no such number. */
    public static final HangupCause NOT_FOUND = new HangupCause("not_found");

    /** Nobody answered. */
    public static final HangupCause NO_ANSWER = new HangupCause("no_answer");

    /** No cause was given. */
    public static final HangupCause UNSPECIFIED = new HangupCause("unspecified");

    private static final OpenEnumValues<HangupCause> VALUES = OpenEnumValues.of(
            HangupCause::new,
            CALL_REJECTED,
            NORMAL_CLEARING,
            ORIGINATOR_CANCEL,
            TIMEOUT,
            TIME_LIMIT,
            USER_BUSY,
            NOT_FOUND,
            NO_ANSWER,
            UNSPECIFIED);

    private HangupCause(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static HangupCause of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<HangupCause> knownValues() {
        return VALUES.list();
    }
}
