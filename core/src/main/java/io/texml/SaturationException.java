package io.texml;

import java.util.Objects;

/**
 * A bound of this client, not of the server, kept the request from being sent. Nothing was sent for this attempt.
 */
public final class SaturationException extends TexmlException {

    private static final long serialVersionUID = 1L;

    /** Which bound was hit. */
    private final Bound bound;

    /** Made by the client; public so that tests of applications can make one too. */
    public SaturationException(Bound bound, String advice, ExchangeDetails details) {
        super(details.operationId() + " was not sent: " + bound.text + "; " + advice + ".", details, null);
        this.bound = Objects.requireNonNull(bound, "bound");
    }

    /** Which bound was hit. */
    public Bound bound() {
        return bound;
    }

    /** The bounds that can keep a request from being sent. */
    public enum Bound {
        /** The queue of requests that wait for a permit is full. */
        QUEUE_LENGTH("the queue of waiting requests is full"),
        /** The request waited for a permit as long as it may. */
        QUEUE_TIME("no permit became free in time"),
        /** The server's rate-limit window is used up for longer than the request's total time allows. */
        RATE_LIMIT("the rate limit's window does not open again within the total timeout"),
        /** The dial pace has no room within the request's total time. */
        DIAL_PACE("the dial pace has no room within the total timeout");

        private final String text;

        Bound(String text) {
            this.text = text;
        }
    }
}
