package io.texml.callbacks;

/** What was known of the sender of a callback when it was read, the strongest first. */
public enum Verification {

    /** A signature of Telnyx over the moment and all parameters that the platform sent. */
    SIGNATURE,

    /** The application's own token in the URL. The parameters are as trustworthy as whoever has the URL. */
    TOKEN,

    /**
     * A signature of Telnyx over the moment alone, as that of a {@code GET}, whose parameters stand in the query, or of a
     * {@code POST} without a body. Whoever sees one such request can send it again with parameters of his own, until it is too
     * old.
     */
    SIGNATURE_WITHOUT_PARAMETERS,

    /** Nothing: anybody may have sent it. */
    NONE
}
