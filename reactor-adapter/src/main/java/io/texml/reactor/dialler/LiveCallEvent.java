package io.texml.reactor.dialler;

import io.texml.callbacks.Callback;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a call that is followed. Events of one call come in the order of their meaning, whatever the
 * order of the callbacks: what comes too late to mean something is left out, and nothing is made up for what was lost. The
 * canonical constructor is not API: components may be added.
 *
 * @param type what happened
 * @param at when, by the callback, or else by this machine's clock
 * @param callSid the call's id; null while it is not known
 * @param callback the callback that told it; null when it was looked up, or is no news of the platform
 * @param result with {@link Type#ENDED}, and with nothing else, how it ended
 */
public record LiveCallEvent(
        Type type,
        Instant at,
        @Nullable String callSid,
        @Nullable Callback callback,
        @Nullable CallResult result) {

    /** Not API: components may be added. */
    public LiveCallEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(at, "at");
    }

    /** What happened. */
    public enum Type {
        /** The platform took the dial. */
        DIALLED,
        /** The call exists at the platform. */
        INITIATED,
        /** It rings. */
        RINGING,
        /** It was answered. */
        ANSWERED,
        /** Machine detection says who answered. */
        ANSWERED_BY,
        /** A recording began, is finished, or is empty. */
        RECORDING,
        /** Another callback of this call: a key, a queue, a conference, ... */
        OTHER,
        /** It is over, or will not be made. Always the last. */
        ENDED
    }

    /** The type and the sid; never a number. */
    @Override
    public String toString() {
        return "LiveCallEvent[" + type + ", callSid=" + callSid + "]";
    }
}
