package io.texml.internal.json;

/**
 * A body that is not what it should be, or that the type of an application cannot take. The message names the kind of
 * problem and the place, never the content.
 */
public final class MalformedBodyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedBodyException(String problem) {
        super(problem, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
