package io.texml.operation;

/** The HTTP methods of the API's operations. */
public enum HttpMethod {
    GET,
    POST,
    /** Replaces; no operation of the catalogue uses it. */
    PUT,
    PATCH,
    DELETE
}
