package io.texml.reactor.dialler;

import io.texml.reactor.internal.time.SerialExecutor;
import java.time.Instant;

/** Who follows one call. Called in the dialler's {@link SerialExecutor}. */
interface CallListener {

    /** Something happened to the call; not its end. */
    void happened(LiveCallEvent event);

    /** The call is about to be dialled; told first. */
    void begun(FollowedCall call);

    /**
     * The call has ended, or was not made; told last.
     *
     * @param at when
     */
    void ended(CallResult result, Instant at);
}
