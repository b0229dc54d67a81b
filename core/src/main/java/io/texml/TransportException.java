package io.texml;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * No whole answer arrived: the connection could not be made, broke, or was too slow. {@link #phase()} says how far the
 * request got, which decides whether it could be repeated.
 */
public final class TransportException extends TexmlException {

    private static final long serialVersionUID = 1L;

    /** How far the request got. */
    private final Phase phase;

    /** Made by the client; public so that tests of applications can make one too. */
    public TransportException(Phase phase, String problem, ExchangeDetails details, @Nullable Throwable cause) {
        super(
                details.operationId() + " got no answer, attempt " + details.attempts() + ": " + problem + ". "
                        + whatToDo(details),
                details,
                cause);
        this.phase = Objects.requireNonNull(phase, "phase");
    }

    private static String whatToDo(ExchangeDetails details) {
        if (details.outcomeUnknown()) {
            return "The server may have acted: look before you repeat it.";
        }
        return details.lasting() ? "Repeating it would end in the same way." : "Repeating it is safe.";
    }

    /** How far the request got. */
    public Phase phase() {
        return phase;
    }

    /** How far a request got before its exchange broke. */
    public enum Phase {
        /**
         * Nothing was sent: the name did not resolve, the connection was refused, a proxy did not make one, or the handshake
         * failed.
         */
        NOT_SENT,
        /** The request was sent, in whole or in part, and the connection ended or timed out before the whole answer. */
        SENT,
        /** The total time that the caller allows was used up; see {@link #outcomeUnknown()} for what that means. */
        DEADLINE
    }
}
