package io.texml.reactor.callbacks;

/** What became of a request of the platform. */
public enum CallbackOutcome {

    /** It was answered with 200: the handler's document, or what it told was published. */
    ANSWERED,

    /** The handler failed, was late or had no document: it was answered with the fallback. */
    FALLBACK,

    /** It was answered with 503: what it told was not published, a handler failed or was late, or there is none. */
    FAILED,

    /** It was answered with 4xx: it is no callback that may be believed. */
    REFUSED,

    /** It was answered with 503: there was no room or no time to check its signature, or the endpoint is closed. */
    OVERLOADED
}
