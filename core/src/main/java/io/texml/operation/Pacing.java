package io.texml.operation;

/** Which pace of the client an operation keeps to. */
public enum Pacing {
    /** Only the general limits. */
    NONE,
    /** It starts a call leg: it keeps to the dial pace as well. */
    DIAL
}
