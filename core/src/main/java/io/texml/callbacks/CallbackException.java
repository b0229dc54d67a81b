package io.texml.callbacks;

import java.util.Objects;

/**
 * A request that is no callback that may be believed. The message says which check failed and what to do; it holds nothing
 * of the request and no key. Answer it with {@link Reason#httpStatus()}.
 */
public final class CallbackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why it was refused. */
    private final Reason reason;

    CallbackException(Reason reason, String message) {
        super(message);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** Which check failed; never null. */
    public Reason reason() {
        return reason;
    }

    /** The checks. */
    public enum Reason {
        /** It has no signature, and nothing else that the policy takes. */
        SIGNATURE_MISSING(401),
        /** It has a signature, but not the moment that is signed with it. */
        TIMESTAMP_MISSING(401),
        /** The signature or its moment came more than once. */
        HEADER_REPEATED(401),
        /** The moment is no number of seconds. */
        TIMESTAMP_UNREADABLE(401),
        /** It was signed too long ago, or lies ahead: the request was sent again, or a clock is wrong. */
        STALE(401),
        /** The signature is none of any key over these bytes. */
        SIGNATURE_WRONG(401),
        /** The signature holds but does not cover the parameters, as they stand in the query. */
        PARAMETERS_NOT_SIGNED(401),
        /** The token in the URL is none of the application's. */
        TOKEN_WRONG(401),
        /** Neither {@code GET} nor {@code POST}. */
        METHOD_UNSUPPORTED(405),
        /** More bytes or parameters than allowed. */
        TOO_LARGE(413),
        /** The body is no form, or in a charset that is not read. */
        NOT_A_FORM(415),
        /** A {@code GET} with a body. */
        BODY_UNEXPECTED(400);

        private final int httpStatus;

        Reason(int httpStatus) {
            this.httpStatus = httpStatus;
        }

        /** The status to answer it with: 400, 401, 405, 413 or 415. */
        public int httpStatus() {
            return httpStatus;
        }
    }
}
