package io.texml.examples.command;

import java.util.Locale;

/** How a command says how far it is, on the standard error. */
public enum ProgressStyle {
    /** A bar in one line of a terminal. */
    TERMINAL,
    /** A line now and then. */
    PLAIN,
    /** An object now and then, one a line. */
    JSON,
    /** Not at all. */
    NONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether somebody reads it, and not a program. */
    public boolean isForPeople() {
        return this == TERMINAL || this == PLAIN;
    }
}
