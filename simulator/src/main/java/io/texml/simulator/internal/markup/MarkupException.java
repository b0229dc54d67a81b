package io.texml.simulator.internal.markup;

/** A text is no document; the message says why and where. */
public final class MarkupException extends Exception {

    private static final long serialVersionUID = 1L;

    MarkupException(String message) {
        super(message);
    }
}
