package io.texml.internal.json;

import java.util.Locale;

/**
 * A body that is not what it should be, or that the type of an application cannot take. The message names the kind of
 * problem and the place, never the content.
 */
public final class MalformedBodyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;

    MalformedBodyException(String problem) {
        this(problem, false);
    }

    private MalformedBodyException(String problem, boolean tooLarge) {
        super(problem, null, false, false);
        this.tooLarge = tooLarge;
    }

    static MalformedBodyException tooManyValues(int most) {
        return new MalformedBodyException(
                String.format(Locale.ROOT, "the body has more than %,d values; ask for smaller pages", most), true);
    }

    /** Whether it holds more than is read, so that the same answer would be refused again. */
    public boolean isTooLarge() {
        return tooLarge;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
