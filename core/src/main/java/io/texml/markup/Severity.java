package io.texml.markup;

/** How sure it is that something is wrong. */
public enum Severity {

    /** Wrong beyond doubt by the documentation. {@link Texml#of} refuses it. */
    ERROR,

    /**
     * Most likely a mistake, such as a verb behind {@link Hangup}, or nothing that this version knows, such as a new value
     * of a list.
     */
    WARNING,

    /** Right, but not what one may think, such as a default that is another in TwiML. */
    REMARK
}
