package io.texml.operation;

/** The HTTP methods of the API's operations. */
public enum HttpMethod {
    /** Reads. */
    GET,
    /** Creates, changes, or does. */
    POST,
    /** Replaces; no operation of the catalogue uses it. */
    PUT,
    /** Changes a part. */
    PATCH,
    /** Removes. */
    DELETE
}
