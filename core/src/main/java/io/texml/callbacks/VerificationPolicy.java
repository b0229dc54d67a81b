package io.texml.callbacks;

/** What a callback needs to be read. */
public enum VerificationPolicy {

    /** A signature over the parameters, which only a {@code POST} has. */
    SIGNATURE,

    /**
     * A signature, also that of a {@code GET}, which does not cover its parameters; or a token in the URL
     * ({@link CallbackUrl#token}). {@link Callback#verification()} tells which it was.
     */
    SIGNATURE_OR_TOKEN,

    /** Nothing. What there is, is checked nevertheless, and {@link Callback#verification()} tells what held. */
    NONE
}
