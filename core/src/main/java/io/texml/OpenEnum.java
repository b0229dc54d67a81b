package io.texml;

/**
 * A value of a list that the server may extend at any time. A value that this version does not know is kept as it came
 * and goes out again unchanged, so a {@code switch} over one needs a default.
 */
public interface OpenEnum {

    /** The text on the wire. */
    String value();

    /** Whether this version of the library has a constant for the value. */
    boolean isKnown();
}
