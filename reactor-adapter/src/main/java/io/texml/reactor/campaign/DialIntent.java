package io.texml.reactor.campaign;

import java.time.Instant;
import java.util.Objects;

/**
 * A dial that is about to be written: what a later process needs to find its call, should this one die.
 *
 * @param attempt 1 for the first dial of a contact
 * @param reference what the call's callbacks carry in their URL; whoever knows it can make up callbacks
 * @param from the caller
 * @param to the called party
 * @param at when, by this machine's clock
 */
public record DialIntent(int attempt, String reference, String from, String to, Instant at) {

    /** For journals. */
    public DialIntent {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(at, "at");
    }

    /** Which attempt, and when; neither a phone number nor the reference. */
    @Override
    public String toString() {
        return "DialIntent[" + attempt + ", at=" + at + "]";
    }
}
