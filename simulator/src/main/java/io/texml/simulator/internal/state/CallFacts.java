package io.texml.simulator.internal.state;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the API tells about a call, whether it was dialled or generated. */
public interface CallFacts {

    /** The call's identifier. */
    String sid();

    /** The caller. */
    String from();

    /** The callee. */
    String to();

    /** The caller's name, if any was given. */
    @Nullable
    String callerName();

    /** {@code inbound} or {@code outbound}. */
    String direction();

    /** The state. */
    CallStatus status();

    /** {@code human}, {@code machine} or {@code not_sure}; null when nobody looked. */
    @Nullable
    String answeredBy();

    /** When the call was asked for. */
    Instant created();

    /** When anything changed last. */
    Instant updated();

    /** When it was dialled; null while it is queued. */
    @Nullable
    Instant started();

    /** When it was answered, if it was. */
    @Nullable
    Instant answered();

    /** When it ended, if it has. */
    @Nullable
    Instant ended();

    /** What the call cost in US dollars, null as long as nobody has to pay. */
    default @Nullable String price() {
        long startedMinutes = (seconds() + 59) / 60;
        return status() == CallStatus.COMPLETED
                ? BigDecimal.valueOf(60 * startedMinutes, 4).toPlainString()
                : null;
    }

    /** Seconds between the answer and the end, 0 as long as one of them is missing. */
    default long seconds() {
        Instant answered = answered();
        Instant ended = ended();
        return answered == null || ended == null ? 0 : Math.max(0, ended.getEpochSecond() - answered.getEpochSecond());
    }
}
