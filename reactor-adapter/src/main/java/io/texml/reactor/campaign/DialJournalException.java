package io.texml.reactor.campaign;

import org.jspecify.annotations.Nullable;

/**
 * A journal could not be opened, read or written: it is in use by somebody else, is no journal, was damaged, or its disk is
 * full or broken. The message says which, and what to do; it holds no phone number and no key of a contact.
 */
public final class DialJournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For journals. */
    public DialJournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
