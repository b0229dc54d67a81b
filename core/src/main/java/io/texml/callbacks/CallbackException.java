package io.texml.callbacks;

/**
 * A request that is no callback that may be believed. The message says which check failed and what to do; it holds nothing
 * of the request and no key. Answer it with {@link Reason#httpStatus()}.
 */
public final class CallbackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why it was refused. */
    private final Reason reason;

    CallbackException(Reason reason) {
        super(reason.message);
        this.reason = reason;
    }

    /** Which check failed; never null. */
    public Reason reason() {
        return reason;
    }

    /** The checks. */
    public enum Reason {
        /** It has no signature, and nothing else that the policy takes. */
        SIGNATURE_MISSING(
                401,
                "The callback has no signature that could be checked; look whether a proxy drops the header telnyx-signature-ed25519, and give the reader the public key."),
        /** It has a signature, but not the moment that is signed with it. */
        TIMESTAMP_MISSING(
                401, "The callback has no moment of signing; look whether a proxy drops the header telnyx-timestamp."),
        /** The signature or its moment came more than once. */
        HEADER_REPEATED(
                401,
                "The signature of the callback or its moment came more than once; look whether a proxy adds headers."),
        /** The moment is no number of seconds. */
        TIMESTAMP_UNREADABLE(
                401,
                "The header telnyx-timestamp of the callback is no number of seconds since 1970; look whether a proxy changes it."),
        /** It was signed too long ago, or lies ahead: the request was sent again, or a clock is wrong. */
        STALE(
                401,
                "The callback was signed too long ago, or lies ahead; look at the clock of this machine, else somebody sent it again."),
        /** The signature is none of any key over these bytes. */
        SIGNATURE_WRONG(
                401,
                "No key signed the bytes of the callback; give them as they were received, and the public key of this account."),
        /** The signature holds but covers no parameter: it is that of a {@code GET}, or of a {@code POST} without a body. */
        PARAMETERS_NOT_SIGNED(
                401,
                "The signature of the callback covers no parameters, as it is that of a GET or of an empty body; have the platform call by POST."),
        /** The token in the URL is none of the application's. */
        TOKEN_WRONG(
                401,
                "The callback has no signature, and its token is none of the reader's; make the URL with CallbackUrl and one of them."),
        /** Neither {@code GET} nor {@code POST}. */
        METHOD_UNSUPPORTED(405, "The method of the callback is neither GET nor POST; route no other requests here."),
        /** More bytes or parameters than allowed. */
        TOO_LARGE(
                413,
                "The callback has more bytes than maxBytes or more parameters than maxParameters; raise them if the platform sent it."),
        /** The body is no form, or in a charset that is not read. */
        NOT_A_FORM(
                415,
                "The body of the callback is no application/x-www-form-urlencoded in UTF-8, US-ASCII or ISO-8859-1; route only callbacks of TeXML here."),
        /** A {@code GET} with a body. */
        BODY_UNEXPECTED(
                400, "The callback came by GET with a body; the platform sends the parameters of a GET in the query.");

        private final int httpStatus;
        private final String message;

        Reason(int httpStatus, String message) {
            this.httpStatus = httpStatus;
            this.message = message;
        }

        /** The status to answer it with: 400, 401, 405, 413 or 415. */
        public int httpStatus() {
            return httpStatus;
        }
    }
}
