package io.texml.reactor.internal.admission;

import io.texml.ClientClosedException;
import io.texml.SaturationException;
import io.texml.SaturationException.Bound;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.TransportException.Phase;
import io.texml.reactor.internal.exchange.Exchange;
import java.time.Duration;

/** Why an exchange does not get its turn, and what its caller can do about it. */
final class AdmissionFailures {

    private AdmissionFailures() {}

    static TexmlException closed(Exchange<?> exchange) {
        return new ClientClosedException(exchange.details());
    }

    static TexmlException queueFull(Exchange<?> exchange) {
        return new SaturationException(
                Bound.QUEUE_LENGTH, "send less at once, or raise maxWaiting or maxConcurrency", exchange.details());
    }

    static TexmlException waitedTooLong(Exchange<?> exchange) {
        return new SaturationException(
                Bound.QUEUE_TIME, "send less at once, or raise maxWait or maxConcurrency", exchange.details());
    }

    static TexmlException pausedTooLong(Exchange<?> exchange, Duration pause) {
        return new SaturationException(
                Bound.RATE_LIMIT,
                "come back after retryAfter() or allow a longer total timeout",
                exchange.details(null, pause));
    }

    static TexmlException paceTooSlow(Exchange<?> exchange, Duration wait) {
        return new SaturationException(
                Bound.DIAL_PACE,
                "dial less at once, come back after retryAfter(), or allow a longer total timeout",
                exchange.details(null, wait));
    }

    static TexmlException paceFailed(Exchange<?> exchange, Throwable cause) {
        return new TransportException(Phase.NOT_SENT, "the dial pace failed", exchange.details(), cause);
    }

    static TexmlException couldNotBegin(Exchange<?> exchange, Throwable cause) {
        return new TransportException(
                Phase.NOT_SENT,
                "it could not begin (" + cause.getClass().getSimpleName() + ")",
                exchange.details(),
                cause);
    }

    /** The grace time of closing is over. */
    static TexmlException aborted(Exchange<?> exchange) {
        TransportException aborted = exchange.giveUp("the client was closed before the answer came", null);
        return aborted.phase() == Phase.SENT ? aborted : closed(exchange);
    }
}
